package org.chaiwei.demolition.evidence;

import java.time.Clock;
import java.util.List;
import java.util.TreeSet;
import org.chaiwei.demolition.enforcement.KnownEvidence;
import org.chaiwei.demolition.evidence.EvidenceRefusal.EvidenceMissing;
import org.chaiwei.platform.problem.RefusedException;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(EvidenceProperties.class)
class EvidenceConfiguration {

    @Bean
    EvidenceStore evidenceStore(EvidenceProperties properties) {
        var bucket = properties.s3();
        return bucket == null ? new DirectoryStore(properties.folder()) : new S3Store(bucket, Clock.systemUTC());
    }

    @Bean
    KnownEvidence knownEvidence(EvidenceProperties properties, EvidenceRows rows) {
        return sha256s -> {
            if (!properties.required() || sha256s.isEmpty()) return;
            var missing = new TreeSet<>(rows.missing(sha256s));
            if (!missing.isEmpty()) throw new RefusedException(new EvidenceMissing(List.copyOf(missing)));
        };
    }
}
