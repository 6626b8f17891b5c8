package org.chaiwei.ledger.relapse;

import java.math.BigDecimal;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How sightings are taken.
 *
 * @param radiusM metres around a sighting within which a closed entry may be what stands again; above 0, at most 200
 */
@ConfigurationProperties("chaiwei.relapse")
record RelapseProperties(@DefaultValue("15") BigDecimal radiusM) {

    private static final BigDecimal RADIUS_MAX_M = new BigDecimal("200");

    RelapseProperties {
        if (radiusM.signum() <= 0 || radiusM.compareTo(RADIUS_MAX_M) > 0)
            throw new IllegalArgumentException("chaiwei.relapse.radius-m must be above 0 and at most 200: " + radiusM);
    }
}
