package org.chaiwei.demolition.inbox;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Clock;
import java.util.Objects;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(NotificationProperties.class)
class InboxConfiguration {

    @Bean
    InboxProjection inboxProjection(JdbcTemplate jdbc) {
        return new InboxProjection(new InboxRows(jdbc));
    }

    @Bean
    Inbox inbox(JdbcClient jdbc) {
        return new Inbox(jdbc);
    }

    @Bean
    @ConditionalOnProperty("chaiwei.notifications.webhook.url")
    WebhookNotifications webhookNotifications(NotificationProperties properties, JsonMapper json, Clock clock) {
        var webhook = Objects.requireNonNull(properties.webhook());
        return new WebhookNotifications(webhook.url(), webhook.secret(), json, clock);
    }

    /** Comes round in one instance at a time, also where there is no way out: a look at nothing costs nothing. */
    @Bean
    RecurringTask<Void> sendingNotices(
            JdbcClient jdbc, ObjectProvider<Notifications> ways, Clock clock, NotificationProperties properties) {
        var automation = new WhenNoticedThenSend(jdbc, ways.orderedStream().toList(), clock);
        return Tasks.recurring(WhenNoticedThenSend.NAME, FixedDelay.of(properties.every()))
                .execute((_, context) ->
                        automation.run(() -> context.getSchedulerState().isShuttingDown()));
    }
}
