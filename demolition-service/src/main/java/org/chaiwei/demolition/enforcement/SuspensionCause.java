package org.chaiwei.demolition.enforcement;

/** 中止执行的情形, 行政强制法第39条. The names stand in events and in JSON and never change. */
enum SuspensionCause {
    /** 当事人履行确有困难或暂无履行能力 */
    UNABLE,
    /** 第三人主张权利，确有理由 */
    THIRD_PARTY,
    /** 执行可能造成难以弥补的损失，且中止不损害公共利益 */
    IRREPARABLE,
    /** 行政机关认为需要中止的其他情形 */
    OTHER
}
