package org.chaiwei.eventstore;

import java.util.Arrays;
import org.axonframework.messaging.MetaData;
import org.axonframework.serialization.SerializationException;
import org.axonframework.serialization.SerializedMetaData;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.SerializedType;
import org.axonframework.serialization.SimpleSerializedType;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes and reads events under the names of {@link EventTypes}; for events alone, not for tokens or commands.
 *
 * <p>The JSON: properties in the order the record declares them, absent values as {@code null}, decimals plain and with the scale they
 * have ({@code 12.50} stays {@code 12.50}, also through an upcaster's tree), dates and instants as ISO 8601 text; one with an offset
 * keeps it. A property that the class doesn't know is passed over, so that an older instance reads what a newer one added.
 */
public final class EventSerializer extends Jackson3Serializer {

    @SuppressWarnings("ArrayRecordComponent") // compared by its content
    private record ReadMetadata(byte[] bytes, MetaData metadata) {}

    private final EventTypes types;
    private volatile ReadMetadata lastMetadata = new ReadMetadata(new byte[0], MetaData.emptyInstance());

    public EventSerializer(EventTypes types) {
        super(builder().jsonMapperBuilderCustomizer(EventSerializer::storedForm));
        this.types = types;
    }

    private static void storedForm(JsonMapper.Builder json) {
        json.addModule(StoredJson.module())
                .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
                .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .disable(DateTimeFeature.ADJUST_DATES_TO_CONTEXT_TIME_ZONE)
                .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES);
    }

    @Override
    public SerializedType typeForClass(@SuppressWarnings("rawtypes") Class type) {
        if (MetaData.class.equals(type)) return super.typeForClass(type);
        var named = types.of(type);
        return new SimpleSerializedType(named.name(), Integer.toString(named.revision()));
    }

    /** {@inheritDoc} Metadata is often the same as the event's before, for all events of an import, and is then not read again. */
    @Override
    @SuppressWarnings("unchecked") // the type of stored metadata
    public <S, T> T deserialize(SerializedObject<S> stored) {
        if (!(stored instanceof SerializedMetaData<S> && stored.getData() instanceof byte[] bytes))
            return super.deserialize(stored);
        var read = lastMetadata;
        if (!Arrays.equals(bytes, read.bytes)) {
            read = new ReadMetadata(bytes, super.deserialize(stored));
            lastMetadata = read;
        }
        return (T) read.metadata;
    }

    /**
     * {@inheritDoc}
     *
     * @throws SerializationException if the service doesn't know the type at this revision. Axon would otherwise hand handlers an event of unknown
     *     type, which all of them pass over: a projection has to stop there instead
     */
    @Override
    public Class<?> classForType(SerializedType type) {
        if (MetaData.class.getName().equals(type.getName())) return super.classForType(type);
        var named = types.named(type.getName());
        if (named == null || !Integer.toString(named.revision()).equals(type.getRevision()))
            throw new SerializationException(
                    "no class for event type " + type.getName() + " at revision " + type.getRevision());
        return named.type();
    }
}
