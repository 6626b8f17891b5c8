package org.chaiwei.demolition.deadlines;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.util.List;
import org.chaiwei.demolition.enforcement.CasesInTime;
import org.chaiwei.demolition.enforcement.DeadlineRaising;
import org.chaiwei.demolition.rules.Laws;
import org.chaiwei.platform.time.BusinessClock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The rounds are db-scheduler's: in one instance at a time, and in another one as soon as that one shows no sign of life. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(DeadlineProperties.class)
class DeadlinesConfiguration {

    @Bean
    DeadlineRows deadlineRows(JdbcTemplate jdbc) {
        return new DeadlineRows(jdbc);
    }

    @Bean
    Counting deadlineCounting(JdbcTemplate jdbc, List<Chapter> chapters) {
        return new Counting(jdbc, chapters);
    }

    @Bean
    DeadlinesProjection deadlinesProjection(Counting counting, CasesInTime cases, Laws laws, BusinessClock clock) {
        return new DeadlinesProjection(counting, cases, laws, clock);
    }

    @Bean
    RecurringTask<Void> raisingDeadlines(
            DeadlineRows rows, DeadlineRaising raising, BusinessClock clock, DeadlineProperties properties) {
        var automation = new WhenDueThenRaise(rows, raising, clock);
        return Tasks.recurring(WhenDueThenRaise.NAME, FixedDelay.of(properties.raiseEvery()))
                .execute((_, context) ->
                        automation.run(() -> context.getSchedulerState().isShuttingDown()));
    }

    @Bean
    RecurringTask<Void> countingDeadlinesAnew(
            Counting counting,
            CasesInTime cases,
            Laws laws,
            BusinessClock clock,
            PlatformTransactionManager transactions,
            DeadlineProperties properties) {
        var automation =
                new WhenLawChangesThenCountAnew(counting, cases, laws, clock, new TransactionTemplate(transactions));
        return Tasks.recurring(WhenLawChangesThenCountAnew.NAME, FixedDelay.of(properties.countEvery()))
                .execute((_, context) ->
                        automation.run(() -> context.getSchedulerState().isShuttingDown()));
    }
}
