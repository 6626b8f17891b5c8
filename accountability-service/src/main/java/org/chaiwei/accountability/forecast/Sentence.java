package org.chaiwei.accountability.forecast;

import java.math.BigDecimal;
import org.chaiwei.accountability.forecast.Forecast.Expected;

/** A forecast in a sentence: never without its numbers, and no word for a chance that isn't one. */
final class Sentence {

    private Sentence() {}

    static Words of(Forecast forecast) {
        var due = forecast.atDue();
        return switch (forecast.outlook()) {
            case REACHED ->
                new Words(
                        "已于%s达到%s，现为%s".formatted(forecast.metOn(), text(forecast.least()), text(forecast.reached())),
                        "%s was reached on %s; it is %s now"
                                .formatted(text(forecast.least()), forecast.metOn(), text(forecast.reached())));
            case MISSED ->
                new Words(
                        "截至%s为%s，差%s未达到%s"
                                .formatted(
                                        due.on(),
                                        text(forecast.reached()),
                                        text(forecast.remaining()),
                                        text(forecast.least())),
                        "On %s it was %s, %s short of %s"
                                .formatted(
                                        due.on(),
                                        text(forecast.reached()),
                                        text(forecast.remaining()),
                                        text(forecast.least())));
            case BY_DUE_DATE ->
                new Words(
                        "按此进度%s达到；%s".formatted(forecast.metOn(), expectedZh(due)),
                        "At this pace it is reached on %s; %s".formatted(forecast.metOn(), expectedEn(due)));
            case AFTER_DUE_DATE ->
                new Words(
                        "按此进度到期前达不到，要到%s；%s".formatted(forecast.metOn(), expectedZh(due)),
                        "At this pace it is not reached by the due date but on %s; %s"
                                .formatted(forecast.metOn(), expectedEn(due)));
            case NOT_AT_THIS_PACE ->
                new Words(
                        "按此进度到期后%d年内也达不到；%s".formatted(Forecast.YEARS_AHEAD, expectedZh(due)),
                        "At this pace it is not reached within %d years of the due date; %s"
                                .formatted(Forecast.YEARS_AHEAD, expectedEn(due)));
        };
    }

    private static String expectedZh(Expected due) {
        return "%s预计%s，%s为%s至%s"
                .formatted(
                        due.on(),
                        text(due.expected()),
                        due.coverage() == null ? "历史不足，宽区间" : "80%区间",
                        text(due.low()),
                        text(due.high()));
    }

    private static String expectedEn(Expected due) {
        return "by %s %s is expected, %s %s to %s"
                .formatted(
                        due.on(),
                        text(due.expected()),
                        due.coverage() == null ? "a wide interval for want of history" : "80% interval",
                        text(due.low()),
                        text(due.high()));
    }

    private static String text(BigDecimal amount) {
        return amount.toPlainString();
    }
}
