package org.chaiwei.ledger.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.jayway.jsonpath.JsonPath;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.chaiwei.platform.security.Role;
import org.chaiwei.platform.testing.ServiceProperties;
import org.chaiwei.platform.testing.TestIssuer;
import org.chaiwei.servers.TestPostgres;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The service as it runs on one machine, a process with 256 MB of heap, and the largest file that it takes. */
class ImportMemoryTest {

    private static final String OFFICE = TestIssuer.shared().tokenOf("office-1", Role.OFFICE);
    private static final int ROWS = 200_000;
    private static final Pattern PORT = Pattern.compile("Tomcat started on port (\\d+)");

    @TempDir
    private Path folder;

    @Test
    void the_largest_file_allowed_is_read_judged_and_staged_within_the_services_heap() throws Exception {
        var form = folder.resolve("form");
        writeForm(form);
        var service = start();
        try {
            var port = await().atMost(Duration.ofMinutes(2)).until(this::port, p -> p > 0);

            var preview = upload(port, form);

            assertThat(preview.statusCode()).as(preview.body()).isEqualTo(201);
            assertThat(JsonPath.<Integer>read(preview.body(), "$.rowsGood")).isEqualTo(ROWS);
            assertThat(service.isAlive()).isTrue();
        } finally {
            service.destroyForcibly().waitFor();
        }
    }

    private Process start() throws IOException {
        var database = TestPostgres.create("ledger");
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:+ExitOnOutOfMemoryError",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                "org.chaiwei.ledger.LedgerApplication",
                "--server.port=0",
                "--spring.main.banner-mode=off"));
        ServiceProperties.of(database, (name, value) -> command.add("--" + name + "=" + value.get()));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log().toFile())
                .start();
    }

    private Path log() {
        return folder.resolve("log");
    }

    private int port() throws IOException {
        var started = PORT.matcher(Files.readString(log()));
        return started.find() ? Integer.parseInt(started.group(1)) : 0;
    }

    private static HttpResponse<String> upload(int port, Path form) throws IOException, InterruptedException {
        try (var http = HttpClient.newHttpClient()) {
            return http.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/v1/ledger/imports"))
                            .header("Authorization", "Bearer " + OFFICE)
                            .header("Content-Type", "multipart/form-data; boundary=limit")
                            .POST(BodyPublishers.ofFile(form))
                            .build(),
                    BodyHandlers.ofString());
        }
    }

    private static void writeForm(Path form) throws IOException {
        try (var out = Files.newOutputStream(form)) {
            out.write("--limit\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.xlsx\"\r\n\r\n"
                    .getBytes(StandardCharsets.UTF_8));
            writeWorkbook(out, form);
            out.write("\r\n--limit--\r\n".getBytes(StandardCharsets.UTF_8));
        }
    }

    /** As many rows as are allowed, their texts shared and no two alike, and ballast up to the largest size allowed. */
    private static void writeWorkbook(OutputStream out, Path form) throws IOException {
        var zip = new ZipOutputStream(out);
        part(zip, "[Content_Types].xml", "<Types/>");
        part(
                zip,
                "_rels/.rels",
                "<Relationships><Relationship Id=\"r\" Type=\"x/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>");
        part(
                zip,
                "xl/workbook.xml",
                "<workbook xmlns:r=\"r\"><sheets><sheet name=\"台账\" sheetId=\"1\" r:id=\"s\"/></sheets></workbook>");
        part(
                zip,
                "xl/_rels/workbook.xml.rels",
                "<Relationships><Relationship Id=\"s\" Type=\"x/worksheet\" Target=\"sheet.xml\"/>"
                        + "<Relationship Id=\"t\" Type=\"x/sharedStrings\" Target=\"texts.xml\"/></Relationships>");
        zip.putNextEntry(new ZipEntry("xl/texts.xml"));
        write(zip, "<sst>");
        var columns = List.of("台账编号", "详细地址", "小区", "街巷", "建筑结构", "街道", "使用性质", "面积", "发现日期", "发现方式", "来源", "登记日期");
        for (var text : columns) text(zip, text);
        for (var text : List.of("大栅栏街道", "居住", "普查", "既有", "2013-04-12")) text(zip, text);
        for (int i = 0; i < ROWS; i++) {
            text(zip, "大栅栏-" + i);
            text(zip, "前门西河沿街甲" + i + "号院内东侧第三间");
            text(zip, "小区" + i);
            text(zip, "街巷" + i);
            text(zip, "结构" + i);
        }
        write(zip, "</sst>");
        zip.closeEntry();
        zip.putNextEntry(new ZipEntry("xl/sheet.xml"));
        write(zip, "<worksheet><sheetData><row>");
        for (int i = 0; i < columns.size(); i++) cell(zip, i);
        for (int row = 0; row < ROWS; row++) {
            write(zip, "</row><row>");
            for (int i = 0; i < 5; i++) cell(zip, columns.size() + 5 + row * 5 + i);
            cell(zip, 12);
            cell(zip, 13);
            write(zip, "<c><v>14.85</v></c>");
            cell(zip, 16);
            cell(zip, 14);
            cell(zip, 15);
            cell(zip, 16);
        }
        write(zip, "</row></sheetData></worksheet>");
        zip.closeEntry();
        zip.setLevel(0);
        zip.putNextEntry(new ZipEntry("xl/media/image.bin"));
        zip.flush();
        var ballast = new byte[(int) (UploadedFile.LIMIT_BYTES - Files.size(form) - 64 * 1024)];
        new Random(1).nextBytes(ballast);
        zip.write(ballast);
        zip.finish();
        zip.flush();
    }

    private static void part(ZipOutputStream zip, String name, String content) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        write(zip, content);
        zip.closeEntry();
    }

    private static void text(OutputStream out, String text) throws IOException {
        write(out, "<si><t>" + text + "</t></si>");
    }

    private static void cell(OutputStream out, int text) throws IOException {
        write(out, "<c t=\"s\"><v>" + text + "</v></c>");
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
    }
}
