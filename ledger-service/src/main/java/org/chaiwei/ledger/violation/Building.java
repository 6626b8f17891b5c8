package org.chaiwei.ledger.violation;

import org.jspecify.annotations.Nullable;

/**
 * What is known of the construction itself.
 *
 * @param structure 建筑结构, such as 砖木 or 彩钢
 * @param storeys 层数
 * @param yearBuilt 建成年份
 */
public record Building(
        @Nullable String structure,
        @Nullable Integer storeys,
        @Nullable Integer yearBuilt) {

    public Building {
        structure = Site.stripped(structure);
    }
}
