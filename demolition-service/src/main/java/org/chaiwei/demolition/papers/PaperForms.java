package org.chaiwei.demolition.papers;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.chaiwei.demolition.street.Street;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * What a district may want otherwise: how numbers are written, in whose name papers go out, and what each kind is called and asks for. Read
 * once from {@code papers/papers.yml}; a kind that is missing, or a date that no authority covers, stops the start. Immutable.
 */
final class PaperForms {

    private static final String FILE = "/papers/papers.yml";

    /**
     * One kind.
     *
     * @param word what stands for it in a number
     * @param fields what whoever issues it fills in, in the order in which it is asked
     * @param givesDays whether it gives the party a period
     * @param hasItems whether it has a table of goods
     */
    record Form(String title, String word, List<Field> fields, boolean givesDays, boolean hasItems) {}

    /** @param max characters */
    record Field(String name, boolean required, int max) {}

    /** In whose name papers are issued. */
    private record Authority(LocalDate from, LocalDate to, String name) {}

    private final String number;
    private final List<Authority> authorities;
    private final Map<PaperKind, Form> forms = new EnumMap<>(PaperKind.class);

    private PaperForms(Map<?, ?> file) {
        this.number = text(file, "number");
        this.authorities = list(file, "authorities").stream()
                .map(entry -> new Authority(
                        LocalDate.parse(text(entry, "from")),
                        entry.containsKey("to") ? LocalDate.parse(text(entry, "to")) : LocalDate.MAX,
                        text(entry, "name")))
                .toList();
        var kinds = map(file, "kinds");
        for (var kind : PaperKind.values()) forms.put(kind, form(map(kinds, kind.name())));
        if (kinds.size() != forms.size()) throw new IllegalArgumentException(FILE + ": a kind that there is not");
    }

    /** The forms that the service brings. */
    static PaperForms brought() {
        try (var file = new InputStreamReader(
                Objects.requireNonNull(PaperForms.class.getResourceAsStream(FILE), FILE), StandardCharsets.UTF_8)) {
            return new PaperForms(new Yaml(new SafeConstructor(new LoaderOptions())).<Map<?, ?>>load(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Form of(PaperKind kind) {
        return Objects.requireNonNull(forms.get(kind));
    }

    /** 文号. */
    String number(PaperKind kind, Street office, int year, int ordinal) {
        return number.replace("{office}", office.shortName())
                .replace("{word}", of(kind).word())
                .replace("{year}", Integer.toString(year))
                .replace("{number}", Integer.toString(ordinal));
    }

    /** In whose name a paper of that day goes out. Before the first date it is the first authority's. */
    String authority(Street office, LocalDate on) {
        var found = authorities.stream()
                .filter(authority -> !on.isBefore(authority.from) && !on.isAfter(authority.to))
                .findFirst()
                .orElse(authorities.getFirst());
        return found.name.replace("{street}", office.name());
    }

    private static Form form(Map<?, ?> kind) {
        return new Form(
                text(kind, "title"),
                text(kind, "word"),
                kind.containsKey("fields")
                        ? list(kind, "fields").stream()
                                .map(field -> new Field(
                                        text(field, "name"),
                                        Boolean.TRUE.equals(field.get("required")),
                                        Integer.parseInt(text(field, "max"))))
                                .toList()
                        : List.of(),
                Boolean.TRUE.equals(kind.get("days")),
                Boolean.TRUE.equals(kind.get("items")));
    }

    private static String text(Map<?, ?> of, String key) {
        var value = of.get(key);
        if (value == null) throw new IllegalArgumentException(FILE + ": " + key + " is missing in " + of);
        return value.toString();
    }

    private static Map<?, ?> map(Map<?, ?> of, String key) {
        if (of.get(key) instanceof Map<?, ?> map) return map;
        throw new IllegalArgumentException(FILE + ": " + key + " is missing");
    }

    private static List<Map<?, ?>> list(Map<?, ?> of, String key) {
        if (of.get(key) instanceof List<?> list)
            return list.stream().<Map<?, ?>>map(Map.class::cast).toList();
        throw new IllegalArgumentException(FILE + ": " + key + " is missing");
    }
}
