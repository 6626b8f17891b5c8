package org.chaiwei.demolition.evidence;

import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * {@code chaiwei.evidence}.
 *
 * @param folder where the files lie, on a disk that all instances see; without meaning where there is a bucket
 * @param required whether a step that names what is not in the store is refused. Off by default: a case that is entered from a paper file
 *     names scans that may be brought later, and what was entered before there was a store names what it never had
 * @param photoMax the largest picture
 * @param documentMax the largest document; nothing that is uploaded may be larger than {@code spring.servlet.multipart.max-file-size}
 * @param s3 the bucket where the files lie; null for the folder
 */
@ConfigurationProperties("chaiwei.evidence")
record EvidenceProperties(
        @DefaultValue("evidence") Path folder,
        @DefaultValue("false") boolean required,
        @DefaultValue("20MB") DataSize photoMax,
        @DefaultValue("50MB") DataSize documentMax,
        @Nullable S3 s3) {

    /**
     * A bucket.
     *
     * @param endpoint such as {@code https://s3.cn-north-1.amazonaws.com.cn}; the bucket's name comes behind it
     * @param secretKey configuration, and never in the database
     */
    record S3(URI endpoint, String bucket, String region, String accessKey, String secretKey) {
        @Override
        public String toString() {
            return endpoint + "/" + bucket;
        }
    }

    long maxBytes(MediaKind kind) {
        return switch (kind.subject()) {
            case PHOTO -> photoMax.toBytes();
            case DOCUMENT -> documentMax.toBytes();
            case VIDEO -> 0;
        };
    }
}
