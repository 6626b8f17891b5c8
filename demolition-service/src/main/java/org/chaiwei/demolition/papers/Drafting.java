package org.chaiwei.demolition.papers;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.chaiwei.demolition.enforcement.CaseOnRecord;
import org.chaiwei.demolition.rules.Act;
import org.chaiwei.demolition.rules.Law;
import org.chaiwei.demolition.rules.Milestone;
import org.chaiwei.demolition.rules.Track;
import org.chaiwei.demolition.street.Street;
import org.jspecify.annotations.Nullable;

/**
 * What a paper says: the case as it stands, the law of the paper's day, and what whoever issues it has filled in. Pure.
 *
 * <p>当事人 is printed by the name that the registry gives; where it gives none, by the first part of the registry's id, and the name is written by hand.
 */
final class Drafting {

    private static final int PARTY_SHOWN = 8;
    private static final String TO_BE_WRITTEN = "＿＿＿＿＿＿＿＿";

    /** Such as 行政处罚法（1996）第31、32条（期限…）: a law, perhaps its articles, perhaps a note that no paper prints. */
    private static final Pattern ARTICLE =
            Pattern.compile("(?<law>.+?)(?<which>第[0-9][0-9、至第条款项]*条[第0-9款项、]*)?(（[^（）]*天数[^（）]*）)?");

    private static final Map<String, String> USES = Map.of(
            "RESIDENTIAL", "居住",
            "STORAGE", "仓储",
            "COMMERCIAL", "商业",
            "OFFICE", "办公",
            "OTHER", "其他");

    private Drafting() {}

    /**
     * @param filled the fields' texts by their names
     * @param items rows of the table of goods
     * @param days that the party is given; null where the kind gives none
     * @param partyName as the registry has it; null where it is to be written by hand
     * @param address as the ledger has it; empty where that is not known
     */
    record Filled(
            Map<String, String> filled,
            List<Map<String, String>> items,
            @Nullable Integer days,
            @Nullable String partyName,
            String address) {

        /** Without the texts and the name. */
        @Override
        public String toString() {
            return "Filled" + filled.keySet();
        }
    }

    static Draft draft(
            PaperKind kind,
            CaseOnRecord of,
            Street office,
            LocalDate on,
            Filled given,
            PaperForms forms,
            List<PaperRow> earlier,
            Law law) {
        var values = new HashMap<String, Object>();
        values.put("authority", forms.authority(office, on));
        values.put("street", office.name());
        values.put("ledgerNumber", of.ledgerNumber());
        values.put("caseNumber", of.caseNumber() == null ? "" : of.caseNumber());
        values.put("areaM2", of.areaM2().toPlainString());
        values.put("use", USES.getOrDefault(of.use(), of.use()));
        values.put("discoveredOn", date(of.discoveredOn()));
        values.put("issuedOn", date(on));
        values.put("party", given.partyName == null ? party(of.party()) : given.partyName);
        values.put("articles", articles(law, on, kind, of.track()));
        values.put("days", given.days == null ? "" : given.days.toString());
        values.put("items", numbered(given.items));
        for (var field : forms.of(kind).fields()) values.put(field.name(), given.filled.getOrDefault(field.name(), ""));
        // Typed line by line, and printed so.
        for (var field : List.of("facts", "text"))
            values.put(
                    field + "Lines",
                    given.filled
                            .getOrDefault(field, "")
                            .lines()
                            .filter(line -> !line.isBlank())
                            .toList());
        values.put("place", placeOf(given, office, of));
        for (var earlierKind : PaperKind.values())
            values.put(camel(earlierKind) + "Number", numberOf(earlierKind, earlier));
        values.put("orderServedOn", onRecord(of, Act.ORDER_SERVED));
        values.put("demandServedOn", onRecord(of, Act.DEMAND_SERVED));
        values.put(
                "orderDays",
                of.milestones().stream()
                        .filter(milestone -> milestone.act() == Act.ORDER_ISSUED && milestone.days() != null)
                        .map(milestone -> String.valueOf(milestone.days()))
                        .reduce(TO_BE_WRITTEN, (_, last) -> last));
        return new Draft(kind, office, on.getYear(), values, of.party());
    }

    private static List<Map<String, String>> numbered(List<Map<String, String>> items) {
        var rows = new ArrayList<Map<String, String>>();
        for (var item : items) {
            var row = new HashMap<>(item);
            row.put("row", Integer.toString(rows.size() + 1));
            rows.add(row);
        }
        return rows;
    }

    /** Where it stands: what was filled in, or the ledger's address, or else the street and the ledger's number. */
    private static String placeOf(Filled given, Street office, CaseOnRecord of) {
        for (var field : List.of("place", "address")) {
            var place = given.filled.getOrDefault(field, "");
            if (!place.isEmpty()) return place;
        }
        return given.address.isEmpty()
                ? "北京市西城区" + office.name() + "（台账编号 " + of.ledgerNumber() + "）"
                : "北京市西城区" + office.name() + given.address;
    }

    private static String party(@Nullable UUID party) {
        return party == null
                ? TO_BE_WRITTEN
                : TO_BE_WRITTEN + "（编号 " + party.toString().substring(0, PARTY_SHOWN) + "）";
    }

    /** The laws as a paper names them, 《…》第…条, each law and each of its articles once. */
    private static String articles(Law law, LocalDate on, PaperKind kind, @Nullable Track track) {
        var byLaw = new LinkedHashMap<String, Cited>();
        for (var article : law.rules().articles(on, kind.act(), track))
            for (var one : article.split("；", -1)) {
                var parts = ARTICLE.matcher(one.strip());
                if (!parts.matches()) throw new IllegalStateException("a rule's article that can't be cited: " + one);
                byLaw.computeIfAbsent(parts.group("law"), _ -> new Cited()).add(parts.group("which"));
            }
        return byLaw.entrySet().stream()
                .map(cited -> named(cited.getKey()) + cited.getValue().text())
                .collect(Collectors.joining("、"));
    }

    /** A document that goes by its number has no title. */
    private static String named(String law) {
        return law.contains("〔") ? law : "《" + law + "》";
    }

    /** The articles of one law. */
    private static final class Cited {
        private static final Pattern NUMBERS = Pattern.compile("第([0-9、]+)条");

        private final TreeSet<Integer> numbers = new TreeSet<>();
        private final TreeSet<String> others = new TreeSet<>();

        void add(@Nullable String which) {
            if (which == null) return;
            var plain = NUMBERS.matcher(which);
            if (plain.matches()) for (var number : plain.group(1).split("、", -1)) numbers.add(Integer.valueOf(number));
            else others.add(which);
        }

        String text() {
            var all = new ArrayList<String>();
            if (!numbers.isEmpty())
                all.add(numbers.stream().map(String::valueOf).collect(Collectors.joining("、", "第", "条")));
            all.addAll(others);
            return String.join("、", all);
        }
    }

    /** The number of the last paper of that kind that holds; a line to write on where there is none. */
    private static String numberOf(PaperKind kind, List<PaperRow> earlier) {
        var number = TO_BE_WRITTEN;
        for (var paper : earlier)
            if (paper.kind() == kind && paper.status() == PaperStatus.VALID) number = paper.number();
        return number;
    }

    private static String onRecord(CaseOnRecord of, Act act) {
        var on = TO_BE_WRITTEN;
        for (Milestone milestone : of.milestones()) if (milestone.act() == act) on = date(milestone.on());
        return on;
    }

    private static String camel(PaperKind kind) {
        var words = kind.file().split("-", -1);
        var name = new StringBuilder(words[0]);
        for (int i = 1; i < words.length; i++)
            name.append(Character.toUpperCase(words[i].charAt(0))).append(words[i].substring(1));
        return name.toString();
    }

    static String date(LocalDate day) {
        return "%d年%d月%d日".formatted(day.getYear(), day.getMonthValue(), day.getDayOfMonth());
    }
}
