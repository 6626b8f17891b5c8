package org.chaiwei.demolition.papers;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.chaiwei.demolition.papers.PaperCommand.IssuePaper;
import org.chaiwei.demolition.street.Streets;
import org.chaiwei.eventstore.UuidV7;
import org.chaiwei.platform.command.CommandRefusal.Conflict;
import org.chaiwei.platform.command.CommandSender;
import org.chaiwei.platform.command.RequestContext;
import org.chaiwei.platform.problem.RefusedException;
import org.chaiwei.platform.security.Actor;
import org.chaiwei.platform.testing.ServiceProperties;
import org.junit.jupiter.api.Test;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** Two instances of the service that number papers of one register at once. */
class TwoInstancesNumberPapersTest {

    private static final int WRITERS_EACH = 3;
    private static final int PAPERS_EACH = 4;

    @Test
    void numbers_have_no_gap_and_none_is_given_twice() throws Exception {
        var properties = new HashMap<String, Supplier<Object>>();
        ServiceProperties.of("demolition", properties::put);
        try (var one = start(properties);
                var other = start(properties)) {
            var register = RegisterId.of("110102013", PaperKind.LEGAL_OPINION, 2016);
            try (var threads = Executors.newFixedThreadPool(2 * WRITERS_EACH)) {
                var writers = new ArrayList<Callable<Void>>();
                for (var instance : List.of(one, other))
                    for (int i = 0; i < WRITERS_EACH; i++) writers.add(() -> issue(instance, register));
                for (var writer : threads.invokeAll(writers)) writer.get();
            }
            var log = one.getBean(PaperLog.class);
            var issued = IntStream.range(0, 2 * WRITERS_EACH * PAPERS_EACH)
                    .mapToObj(sequence -> log.issued(register, sequence))
                    .toList();
            assertThat(issued.stream().map(PaperEvent.PaperIssued::ordinal))
                    .containsExactlyElementsOf(
                            IntStream.rangeClosed(1, issued.size()).boxed().toList());
            assertThat(issued.stream().map(PaperEvent.PaperIssued::number)).doesNotHaveDuplicates();
            assertThat(issued.stream().map(PaperEvent.PaperIssued::sha256))
                    .as("each is printed with its own number")
                    .doesNotHaveDuplicates();
        }
    }

    private static Void issue(ConfigurableApplicationContext instance, UUID register) {
        var sender = instance.getBean(CommandSender.class);
        for (int issued = 0; issued < PAPERS_EACH; ) {
            try {
                sender.send(command(register), RequestContext.of(Actor.system("test")));
                issued++;
            } catch (RefusedException e) {
                // A caller who was overtaken several times in a row is told so, and asks again.
                if (!(e.refusal() instanceof Conflict)) throw e;
            }
        }
        return null;
    }

    private static IssuePaper command(UUID register) {
        var office = Streets.published().find("110102013").orElseThrow();
        var values = new HashMap<String, Object>();
        for (var name :
                List.of("authority", "ledgerNumber", "caseNumber", "place", "areaM2", "result", "articles", "issuedOn"))
            values.put(name, "一");
        values.put("textLines", List.of("一"));
        return new IssuePaper(
                register,
                UUID.randomUUID(),
                UuidV7.next(),
                new Draft(PaperKind.LEGAL_OPINION, office, 2016, values, null),
                UUID.randomUUID().toString(),
                null,
                "legal-1",
                "legal",
                LocalDate.of(2016, 5, 9),
                null);
    }

    private static ConfigurableApplicationContext start(HashMap<String, Supplier<Object>> properties) throws Exception {
        return new SpringApplicationBuilder(Class.forName("org.chaiwei.demolition.DemolitionApplication"))
                .run(Stream.concat(
                                properties.entrySet().stream()
                                        .map(property -> property.getKey() + "="
                                                + property.getValue().get()),
                                Stream.of("server.port=0"))
                        .map(argument -> "--" + argument)
                        .toArray(String[]::new));
    }
}
