package org.chaiwei.systemtests;

import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * The life of one violation as the people of the district live it, by HTTP through the gateway alone: registered, filed, demolished in two
 * parts, accepted by two, closed; seen again, confirmed. All of it happens in 2016, so that the plan's targets see it, and is entered later with
 * a reason.
 */
final class Story {

    /** Whose requests the steps are. */
    record People(
            Persistent office, Persistent office2, Persistent enforcement, Persistent acceptance, Persistent street) {
        static People of(RunningSystem running, String street, Duration patience)
                throws IOException, InterruptedException {
            return new People(
                    new Persistent(running.as("office"), patience),
                    new Persistent(running.as("office::2"), patience),
                    new Persistent(running.as("enforcement"), patience),
                    new Persistent(running.as("acceptance"), patience),
                    new Persistent(running.as("street:" + street), patience));
        }
    }

    static final List<String> STREETS = List.of(
            "110102001",
            "110102003",
            "110102007",
            "110102009",
            "110102010",
            "110102011",
            "110102012",
            "110102013",
            "110102014",
            "110102015",
            "110102016",
            "110102017",
            "110102018",
            "110102019",
            "110102020");

    static final LocalDate REGISTERED = LocalDate.of(2016, 3, 1);
    static final LocalDate ACCEPTED = LocalDate.of(2016, 5, 10);
    static final LocalDate SEEN_AGAIN = LocalDate.of(2016, 7, 20);

    private static final String WHY = "entered from the paper file";
    private static final String PHOTO_BEFORE = "a".repeat(64);
    private static final String PHOTO_AFTER = "b".repeat(64);

    final int number;
    final String street;
    final BigDecimal areaM2;
    private final People people;
    private String violation = "";

    Story(int number, String street, People people) {
        this.number = number;
        this.street = street;
        this.areaM2 =
                new BigDecimal(20 + number % 40).add(new BigDecimal("0.50")).setScale(2);
        this.people = people;
    }

    /** The entry's id, once it is registered. */
    String violation() {
        return violation;
    }

    void register() {
        var body = new HashMap<String, Object>();
        body.put("street", street);
        body.put("address", "演示胡同 " + number + " 号");
        body.put("lon", lon());
        body.put("lat", lat());
        body.put("use", "COMMERCIAL");
        body.put("areaM2", areaM2);
        body.put("origin", "EXISTING");
        body.put("foundBy", "PATROL");
        body.put("discoveredOn", REGISTERED);
        body.put("occurredOn", REGISTERED);
        body.put("reason", WHY);
        violation = people.office
                .post("/api/v1/ledger/violations", body)
                .expect(201)
                .body()
                .get("id")
                .asString();
    }

    /** Waits for the lead, as whoever opens the desk in the morning does. */
    void file() {
        people.enforcement
                .post(
                        "/api/v1/demolition/cases/" + violation + "/filing",
                        Map.of("track", "EXISTING", "occurredOn", LocalDate.of(2016, 3, 10), "reason", WHY))
                .expect(200);
    }

    void demolish(BigDecimal part, boolean whole, String at) {
        people.enforcement
                .post("/api/v1/demolition/cases/" + violation + "/demolitions", demolition(part, whole, at))
                .expect(200);
    }

    Map<String, Object> demolition(BigDecimal part, boolean whole, String at) {
        return Map.of(
                "areaM2", part,
                "whole", whole,
                "by", "OWNER",
                "beforePhoto", PHOTO_BEFORE,
                "afterPhoto", PHOTO_AFTER,
                "occurredAt", at,
                "reason", WHY);
    }

    void demolishPart() {
        demolish(firstPart(), false, "2016-04-01T10:00:00+08:00");
    }

    void demolishRest() {
        demolish(areaM2.subtract(firstPart()), true, "2016-05-03T15:30:00+08:00");
    }

    BigDecimal firstPart() {
        return new BigDecimal("8.25");
    }

    void accept() {
        for (var signer : List.of(people.acceptance, people.office2))
            signer.post(
                            "/api/v1/demolition/cases/" + violation + "/acceptance-signatures",
                            Map.of("verdict", "PASSED", "occurredOn", ACCEPTED, "reason", WHY))
                    .expect(200);
    }

    JsonNode awaitEntry(String status) {
        return people.office.await(
                "/api/v1/ledger/violations/" + violation,
                entry -> entry.get("status").asString().equals(status));
    }

    JsonNode awaitRemaining(BigDecimal remainingM2) {
        return people.office.await(
                "/api/v1/ledger/violations/" + violation,
                entry -> entry.get("remainingM2").decimalValue().compareTo(remainingM2) == 0);
    }

    /** From the registration to the closing. */
    void untilClosed() {
        register();
        file();
        demolishPart();
        demolishRest();
        accept();
        awaitEntry("CLOSED");
    }

    /** A patrol sees something at the place again, and the office confirms it; answers the new entry's id. */
    String relapse() {
        var sighting = people.street
                .post(
                        "/api/v1/ledger/sightings",
                        Map.of(
                                "lon",
                                lon(),
                                "lat",
                                lat().add(new BigDecimal("0.000045")),
                                "foundBy",
                                "PATROL",
                                "occurredAt",
                                SEEN_AGAIN + "T09:00:00+08:00",
                                "photo",
                                PHOTO_BEFORE,
                                "remark",
                                WHY))
                .expect(201)
                .body();
        people.office
                .post(
                        "/api/v1/ledger/violations/" + violation + "/relapse-suspicions/"
                                + sighting.get("sighting").asString() + "/confirmation",
                        Map.of(
                                "photo",
                                PHOTO_AFTER,
                                "areaM2",
                                new BigDecimal("6.00"),
                                "occurredAt",
                                SEEN_AGAIN + "T10:00:00+08:00",
                                "reason",
                                WHY))
                .expect(200);
        return people.office
                .await("/api/v1/ledger/violations/" + violation, entry -> entry.hasNonNull("relapsedInto"))
                .get("relapsedInto")
                .asString();
    }

    /** A place of its own, some forty metres from the next. */
    private BigDecimal lon() {
        return new BigDecimal("116.340000").add(new BigDecimal("0.000450").multiply(new BigDecimal(number % 80)));
    }

    private BigDecimal lat() {
        return new BigDecimal("39.880000").add(new BigDecimal("0.000400").multiply(new BigDecimal(number / 80)));
    }
}
