package org.chaiwei.platform.sealing;

import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;

/** The sealer of a service that keeps text which may have to be erased; one that keeps none needs no master key. */
@AutoConfiguration
public class SealingAutoConfiguration {

    /**
     * @param masterKey base64 of 32 random bytes ({@code openssl rand -base64 32}); a service that seals does not start without
     * @param retired earlier ones, until nothing is sealed under them any more
     */
    @Bean
    @Lazy
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
