package org.chaiwei.gateway.login;

import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.convert.ConversionService;
import org.springframework.core.convert.TypeDescriptor;
import org.springframework.core.convert.converter.GenericConverter;
import org.springframework.core.convert.support.GenericConversionService;
import org.springframework.core.serializer.support.DeserializingConverter;
import org.springframework.core.serializer.support.SerializationFailedException;
import org.springframework.core.serializer.support.SerializingConverter;

/** How a browser's session is kept in the database. */
@Configuration(proxyBeanMethods = false)
class Sessions {

    private static final Logger LOG = LoggerFactory.getLogger(Sessions.class);

    /** Found by Spring Session by its name. */
    @Bean("springSessionConversionService")
    ConversionService attributes() {
        var conversion = new GenericConversionService();
        conversion.addConverter(Object.class, byte[].class, new SerializingConverter());
        conversion.addConverter(new ReadOrForget());
        return conversion;
    }

    /**
     * What another release of the gateway wrote may not be readable here. Whoever is met by that logs in again, rather than being
     * answered 500 until their cookie expires.
     */
    private static final class ReadOrForget implements GenericConverter {
        private final DeserializingConverter read = new DeserializingConverter(Sessions.class.getClassLoader());

        @Override
        public Set<ConvertiblePair> getConvertibleTypes() {
            return Set.of(new ConvertiblePair(byte[].class, Object.class));
        }

        @Override
        public @Nullable Object convert(@Nullable Object bytes, TypeDescriptor from, TypeDescriptor to) {
            if (bytes == null) return null;
            try {
                return read.convert((byte[]) bytes);
            } catch (SerializationFailedException e) {
                LOG.warn("a session's attribute cannot be read and is forgotten: {}", Objects.toString(e.getCause()));
                return null;
            }
        }
    }
}
