package org.chaiwei.local.plan;

import org.chaiwei.local.plan.District.Community;

/**
 * A compound (小区) or an alley (街巷) where entries stand. Its name is unique in the district, but for a main street, which
 * has a stretch of the same name in several communities.
 *
 * @param lon its middle in millionths of a degree (WGS84)
 * @param dwellingWeight how much it draws of what is lived in or stored in, within its community
 * @param businessWeight how much it draws of shops and offices, within its street
 * @param wallOpenings the year by whose end its wall openings are to be gone, or 0 where it has none
 */
record Place(
        Community community,
        String name,
        Form form,
        int lon,
        int lat,
        long dwellingWeight,
        long businessWeight,
        int wallOpenings,
        boolean inKeyArea,
        boolean atImportantVenue,
        boolean atProduceMarket) {

    enum Form {
        COMPOUND,
        ALLEY,
        MAIN_STREET_1,
        MAIN_STREET_2;

        boolean mainStreet() {
            return this == MAIN_STREET_1 || this == MAIN_STREET_2;
        }
    }
}
