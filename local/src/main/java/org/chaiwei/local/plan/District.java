package org.chaiwei.local.plan;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The district's streets, communities and working days, from the resources streets.csv, communities.csv and holidays.csv. */
record District(List<Street> streets, List<LocalDate> workingDays) {

    /**
     * A sub-district (街道).
     *
     * @param areaHectares its area, 100 to the square kilometre
     * @param lon its centre in millionths of a degree (WGS84)
     */
    record Street(String code, String name, int areaHectares, int lon, int lat, List<Community> communities) {

        /** The name without 街道, as it stands at the head of an address. */
        String shortName() {
            return name.substring(0, name.length() - 2);
        }

        /** Which of the two districts of before 2010 it belonged to, and so whose houses stand in it. */
        boolean inFormerXuanwu() {
            return code.compareTo("110102013") >= 0;
        }
    }

    /** A residents' committee (社区居委会). */
    record Community(String code, String name, String street) {}

    /** The fifteen streets, and the days from {@code from} to {@code to} on which offices worked. */
    static District read(LocalDate from, LocalDate to) {
        var communities = lines("communities.csv", f -> new Community(f[0], f[1], f[2])).stream()
                .collect(Collectors.groupingBy(Community::street));
        var streets = lines(
                "streets.csv",
                f -> new Street(
                        f[0],
                        f[1],
                        new BigDecimal(f[3]).movePointRight(2).intValueExact(),
                        new BigDecimal(f[5]).movePointRight(6).intValueExact(),
                        new BigDecimal(f[6]).movePointRight(6).intValueExact(),
                        List.copyOf(Objects.requireNonNull(communities.get(f[0])))));
        var exceptions = lines("holidays.csv", f -> f).stream()
                .collect(Collectors.toMap(f -> LocalDate.parse(f[0]), f -> f[2].equals("WORK")));
        Predicate<LocalDate> worked =
                day -> exceptions.getOrDefault(day, day.getDayOfWeek().getValue() <= 5);
        return new District(
                streets, from.datesUntil(to.plusDays(1)).filter(worked).toList());
    }

    private static <T> List<T> lines(String resource, Function<String[], T> row) {
        var in = Objects.requireNonNull(District.class.getResourceAsStream(resource));
        try (var reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return reader.lines()
                    .skip(1)
                    .map(line -> row.apply(line.split(",", -1)))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
