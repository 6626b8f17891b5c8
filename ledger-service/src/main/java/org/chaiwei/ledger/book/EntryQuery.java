package org.chaiwei.ledger.book;

import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.chaiwei.ledger.violation.LedgerKind;
import org.chaiwei.ledger.violation.Origin;
import org.chaiwei.ledger.violation.Status;
import org.chaiwei.ledger.violation.Tag;
import org.chaiwei.ledger.violation.Use;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.format.annotation.DateTimeFormat.ISO;

/**
 * What a list, an export or a map asks for, as it comes in the address. Each parameter narrows; those left out don't.
 *
 * @param book 台账: one of the books by kind
 * @param street by code or name
 * @param community by code, or by name together with the street
 * @param compound 小区, by its exact name
 * @param alley 街巷, by its exact name
 * @param unit 责任单位, by its exact name
 * @param tag may be repeated; an entry with any of them is meant, as the plan's targets mean it
 * @param status left out: what stands in the books, which is all but what was withdrawn
 * @param registeredFrom first day, and {@code registeredTo} the last
 * @param areaMin recorded area in square metres, and {@code areaMax} the most
 * @param bbox west, south, east, north in degrees, WGS84, with commas
 * @param q words that stand in the ledger number or the address, all of them
 * @param sort ledgerNumber, areaM2, -areaM2, registeredOn or -registeredOn; a minus means the greatest first
 */
record EntryQuery(
        @Nullable LedgerKind book,
        @Nullable @Size(max = 100) String street,
        @Nullable @Size(max = 100) String community,
        @Nullable @Size(max = 100) String compound,
        @Nullable @Size(max = 100) String alley,
        @Nullable @Size(max = 100) String unit,
        @Nullable Use use,
        @Nullable @Size(max = 12) List<Tag> tag,
        @Nullable Status status,
        @Nullable Origin origin,
        @Nullable @DateTimeFormat(iso = ISO.DATE) LocalDate registeredFrom,
        @Nullable @DateTimeFormat(iso = ISO.DATE) LocalDate registeredTo,
        @Nullable @DateTimeFormat(iso = ISO.DATE) LocalDate closedFrom,
        @Nullable @DateTimeFormat(iso = ISO.DATE) LocalDate closedTo,

        @Nullable @PositiveOrZero @Digits(integer = 12, fraction = 2)
        BigDecimal areaMin,

        @Nullable @PositiveOrZero @Digits(integer = 12, fraction = 2)
        BigDecimal areaMax,

        @Nullable @Size(max = 100) String bbox,
        @Nullable @Size(max = 100) String q,
        @Nullable @Size(max = 20) String sort) {}
