package org.chaiwei.ledger.sealing;

import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class SealingConfiguration {

    /**
     * @param masterKey base64 of 32 random bytes ({@code openssl rand -base64 32}); the service does not start without
     * @param retired earlier ones, until nothing is sealed under them any more
     */
    @Bean
    Sealer sealer(
            @Value("${chaiwei.master-key:}") String masterKey,
            @Value("${chaiwei.retired-master-keys:}") List<String> retired) {
        if (masterKey.isBlank())
            throw new IllegalStateException(
                    "chaiwei.master-key is not set: base64 of 32 bytes, under which names, phones and reasons are encrypted");
        return new Sealer(
                masterKey, retired.stream().filter(key -> !key.isBlank()).toList());
    }
}
