/* 年度总结页的文字 / The words of the page of the annual summary. */
import {addWords} from '../lib/text.js';

addWords({
    zh: {
        'list.join': '、',
        'report.lead': '按现有数据自动写成；点击文中的数字查看来源。',
        'report.language': '文字',
        'report.zh': '中文',
        'report.en': 'English',
        'report.draft': '草稿（缺数以■标出）',
        'report.whole': '{count} 句全部写成。',
        'report.lacking': '{all} 句中有 {count} 句缺数，未写：{ids}。',
        'report.missing': '{id} 未写，缺：{slots}。',
        'report.suppressed': '其中依法保密：{slots}。',
        'report.save_docx': '下载 Word',
        'report.save_html': '下载网页',
        'report.save_md': '下载 Markdown',
        'report.print': '打印',
        'report.not_here': '本服务尚未提供年度总结。',
    },
    en: {
        'list.join': ', ',
        'report.lead': 'Written from the figures as they are now; click a '
            + 'number to see where it comes from.',
        'report.language': 'Text',
        'report.zh': '中文',
        'report.en': 'English',
        'report.draft': 'Draft (■ for what is missing)',
        'report.whole': 'All {count} sentences are there.',
        'report.lacking': '{count} of {all} sentences lack figures and are '
            + 'not written: {ids}.',
        'report.missing': '{id} is not written; missing: {slots}.',
        'report.suppressed': ' Of these suppressed: {slots}.',
        'report.save_docx': 'Download Word',
        'report.save_html': 'Download HTML',
        'report.save_md': 'Download Markdown',
        'report.print': 'Print',
        'report.not_here': 'This service does not write the annual summary '
            + 'yet.',
    },
});
