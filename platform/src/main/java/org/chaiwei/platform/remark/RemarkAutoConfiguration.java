package org.chaiwei.platform.remark;

import org.chaiwei.platform.command.CommandAutoConfiguration;
import org.chaiwei.platform.command.CommandSender;
import org.chaiwei.platform.sealing.Sealer;
import org.chaiwei.platform.sealing.SealingAutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The remarks of a service that asks for them; one that doesn't needs no master key. */
@AutoConfiguration(
        after = {JdbcClientAutoConfiguration.class, SealingAutoConfiguration.class, CommandAutoConfiguration.class})
public class RemarkAutoConfiguration {

    @Bean
    @Lazy
    Remarks remarks(JdbcClient jdbc, Sealer sealer) {
        return new Remarks(jdbc, sealer);
    }

    @Bean
    @Lazy
    Reasoned reasoned(CommandSender sender, Remarks remarks) {
        return new Reasoned(sender, remarks);
    }
}
