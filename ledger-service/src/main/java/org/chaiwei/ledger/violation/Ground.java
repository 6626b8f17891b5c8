package org.chaiwei.ledger.violation;

/** 销账理由: on what ground an entry is closed. Only {@link #DEMOLISHED} counts as demolished area. The names never change. */
public enum Ground {
    /** 拆除: the whole recorded area is gone. */
    DEMOLISHED,
    /** 封堵: the wall opening is walled up again. */
    SEALED,
    /** 补办: a permit was granted afterwards. */
    RECTIFIED,
    /** 撤销立案: found lawful. */
    DISMISSED,
    /** 重复: another entry stands for the same construction. */
    DUPLICATE,
    /** 决定被撤销: a court or a review revoked the order. */
    ORDER_REVOKED
}
