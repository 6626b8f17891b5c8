package org.chaiwei.demolition.papers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.NotFoundException;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.text.PDFTextStripper;
import org.chaiwei.demolition.enforcement.CaseOnRecord;
import org.chaiwei.demolition.papers.PaperRefusal.FontMissing;
import org.chaiwei.demolition.rules.Act;
import org.chaiwei.demolition.rules.Laws;
import org.chaiwei.demolition.rules.Milestone;
import org.chaiwei.demolition.rules.Track;
import org.chaiwei.demolition.street.Streets;
import org.chaiwei.platform.problem.RefusedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each kind of paper as it is printed: its words can be searched for, and its code leads to the page where it is checked. */
class PrintedPapersTest {

    private static final LocalDate DAY = LocalDate.of(2016, 5, 9);
    private static final String CHECK = "qLr8vQ3w0N5u2Xk7cT1yZg9B";
    private static final PaperForms FORMS = PaperForms.brought();
    private static final PaperProperties PROPERTIES = new PaperProperties(
            Path.of("/usr/share/fonts/truetype/lxgw-wenkai/LXGWWenKai-Regular.ttf"),
            URI.create("https://chaiwei.example"));
    private static final PaperPress PRESS = new PaperPress(PROPERTIES, FORMS, null);

    @ParameterizedTest
    @EnumSource(PaperKind.class)
    void a_paper_is_searchable_and_its_code_leads_to_its_check_page(PaperKind kind) throws Exception {
        var number = FORMS.number(kind, Streets.published().find("110102013").orElseThrow(), 2016, 12);
        var pdf = PRESS.render(draft(kind, filled(kind)), number, CHECK);
        Files.createDirectories(Path.of("target/papers"));
        Files.write(Path.of("target/papers", kind.file() + ".pdf"), pdf);
        try (var document = Loader.loadPDF(pdf)) {
            var text = new PDFTextStripper().getText(document).replaceAll("\\s", "");
            assertThat(number).isEqualTo("京西大栅栏拆违" + FORMS.of(kind).word() + "字〔2016〕第12号");
            assertThat(text)
                    .contains("大栅栏", number, FORMS.of(kind).title(), "2016年5月9日", "第1页，共")
                    .contains("110102013-2016-00001")
                    .doesNotContain("{{", "&#");
            assertThat(document.getPage(0).getMediaBox().getWidth()).isBetween(594f, 596f);
            assertThat(decoded(document)).isEqualTo("https://chaiwei.example/api/v1/demolition/papers/check/" + CHECK);
        }
    }

    @Test
    void a_paper_says_the_law_of_its_own_day_and_what_the_case_has_on_record() throws IOException {
        var text = text(draft(PaperKind.DEMAND, filled(PaperKind.DEMAND)));
        assertThat(text)
                .contains("行政强制法", "2016年3月1日", "京西大栅栏拆违责字〔2016〕第3号", "在15日内自行拆除", "起10日内自行拆除")
                .contains("北京市西城区城市管理综合行政执法监察局")
                .contains("编号0192abcd");
        assertThat(FORMS.authority(Streets.published().find("110102013").orElseThrow(), LocalDate.of(2021, 1, 1)))
                .isEqualTo("北京市西城区人民政府大栅栏街道办事处");
    }

    @Test
    void what_is_filled_in_is_printed_as_it_is_and_never_becomes_markup() throws IOException {
        var filled = new HashMap<>(filled(PaperKind.NOTICE).filled());
        filled.put("facts", "<script>x()</script> & <img src=\"file:///etc/passwd\"/> {{number}}\n第二段");
        var text = text(draft(PaperKind.NOTICE, new Drafting.Filled(filled, List.of(), 15, null, "")));
        assertThat(text).contains("<script>x()</script>&<imgsrc=\"file:///etc/passwd\"/>{{number}}", "第二段");
    }

    @Test
    void a_long_list_goes_on_to_further_pages_each_with_its_number() throws IOException {
        var items = IntStream.rangeClosed(1, 120)
                .mapToObj(i -> Map.of("name", "货架" + i, "quantity", "1", "condition", "完好", "note", ""))
                .toList();
        var pdf = PRESS.render(
                draft(
                        PaperKind.INVENTORY,
                        new Drafting.Filled(filled(PaperKind.INVENTORY).filled(), items, null, null, "")),
                "京西大栅栏拆违清字〔2016〕第1号",
                CHECK);
        try (var document = Loader.loadPDF(pdf)) {
            assertThat(document.getNumberOfPages()).isGreaterThan(2);
            var text = new PDFTextStripper().getText(document).replaceAll("\\s", "");
            assertThat(text).contains("货架1", "货架120", "第2页，共" + document.getNumberOfPages() + "页");
        }
    }

    @Test
    void without_letters_nothing_is_printed_and_the_refusal_names_where_they_should_be() {
        var press = new PaperPress(new PaperProperties(Path.of("/no/such/font.ttf"), PROPERTIES.origin()), FORMS, null);
        assertThatThrownBy(() -> press.render(draft(PaperKind.NOTICE, filled(PaperKind.NOTICE)), "1", CHECK))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        e -> assertThat(e.refusal()).isEqualTo(new FontMissing("/no/such/font.ttf")));
    }

    private static String text(Draft draft) throws IOException {
        try (var document = Loader.loadPDF(PRESS.render(draft, "京西大栅栏拆违字〔2016〕第12号", CHECK))) {
            return new PDFTextStripper().getText(document).replaceAll("\\s", "");
        }
    }

    private static Draft draft(PaperKind kind, Drafting.Filled filled) {
        var violation = UUID.fromString("01920000-0000-7000-8000-000000000001");
        var of = new CaseOnRecord(
                violation,
                "110102013-2016-00001",
                "GENERAL",
                "110102013",
                "COMMERCIAL",
                new BigDecimal("14.80"),
                LocalDate.of(2016, 1, 4),
                "拆案〔2016〕110102013-00001号",
                Track.EXISTING,
                LocalDate.of(2016, 1, 5),
                UUID.fromString("0192abcd-0000-7000-8000-0000000000a1"),
                List.of(
                        new Milestone(Act.ORDER_ISSUED, LocalDate.of(2016, 2, 28), null, "u-1", null, 15),
                        Milestone.of(Act.ORDER_SERVED, LocalDate.of(2016, 3, 1)),
                        Milestone.of(Act.DEMAND_SERVED, LocalDate.of(2016, 3, 20))));
        var order = new PaperRow(
                UUID.randomUUID(),
                UUID.randomUUID(),
                violation,
                PaperKind.ORDER,
                "110102013",
                "京西大栅栏拆违责字〔2016〕第3号",
                "c".repeat(64),
                "v1/order",
                "x",
                null,
                "u-1",
                LocalDate.of(2016, 2, 28),
                PaperStatus.VALID,
                null);
        return Drafting.draft(
                kind,
                of,
                Streets.published().find("110102013").orElseThrow(),
                DAY,
                filled,
                FORMS,
                List.of(order),
                Laws.brought());
    }

    private static Drafting.Filled filled(PaperKind kind) {
        var fields = Map.ofEntries(
                Map.entry("address", "北京市西城区大栅栏街道樱桃斜街 18 号院内北侧"),
                Map.entry(
                        "facts",
                        "2016 年 1 月 4 日，经现场勘验，在上述地点有砖混结构房屋一处，东西长 4.00 米，南北宽 3.70 米，用于经营餐饮，未取得建设工程规划许可证。\n经规划部门认定，该房屋无法采取改正措施消除对规划实施的影响。"),
                Map.entry("text", "执法人员到达现场，出示执法证件，告知权利。房屋内人员已全部离开，水、电、气保持正常。\n全程录音录像，两名见证人在场。拆除于当日完成，未发生人员受伤和物品损坏。"),
                Map.entry("served", "京西大栅栏拆违责字〔2016〕第3号责令限期拆除决定书"),
                Map.entry("manner", "直接送达"),
                Map.entry("place", "北京市西城区大栅栏街道樱桃斜街 18 号"),
                Map.entry("begun", "2016年5月9日9时30分"),
                Map.entry("ended", "2016年5月9日11时20分"),
                Map.entry("kept", "大栅栏街道暂存库房二号间"),
                Map.entry("result", "通过"));
        var form = FORMS.of(kind);
        var given = new HashMap<String, String>();
        for (var field : form.fields()) given.put(field.name(), fields.get(field.name()));
        var items = form.hasItems()
                ? List.of(
                        Map.of("name", "冰柜", "quantity", "2 台", "condition", "完好", "note", "海尔，白色"),
                        Map.of("name", "货架", "quantity", "6 组", "condition", "轻微锈蚀", "note", ""),
                        Map.of("name", "塑料凳", "quantity", "24 个", "condition", "完好", "note", "装箱两只"))
                : List.<Map<String, String>>of();
        return new Drafting.Filled(
                given, items, form.givesDays() ? kind == PaperKind.DEMAND ? 10 : 15 : null, null, "");
    }

    /** What the code beside the seal says, on whichever page that is. */
    private static String decoded(PDDocument document) throws Exception {
        for (int i = document.getNumberOfPages() - 1; i >= 0; i--) {
            var page = new PDFRenderer(document).renderImageWithDPI(i, 150);
            var points = page.getRGB(0, 0, page.getWidth(), page.getHeight(), null, 0, page.getWidth());
            var source = new RGBLuminanceSource(page.getWidth(), page.getHeight(), points);
            try {
                return new QRCodeReader()
                        .decode(new BinaryBitmap(new HybridBinarizer(source)), Map.of(DecodeHintType.TRY_HARDER, true))
                        .getText();
            } catch (NotFoundException e) {
                // not on this page
            }
        }
        throw new AssertionError("no code on any page");
    }
}
