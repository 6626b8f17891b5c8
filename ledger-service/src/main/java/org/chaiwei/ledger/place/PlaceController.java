package org.chaiwei.ledger.place;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Reads the reference data. Public, and the same for a day: a browser asks once. */
@RestController
@RequestMapping("/api/v1/ledger")
class PlaceController {

    private static final CacheControl A_DAY =
            CacheControl.maxAge(1, TimeUnit.DAYS).cachePublic();

    private final Places places;

    PlaceController(Places places) {
        this.places = places;
    }

    @GetMapping("/streets")
    ResponseEntity<List<Street>> streets() {
        return ResponseEntity.ok().cacheControl(A_DAY).body(places.streets());
    }

    @GetMapping("/communities")
    ResponseEntity<List<Community>> communities() {
        return ResponseEntity.ok().cacheControl(A_DAY).body(places.communities());
    }
}
