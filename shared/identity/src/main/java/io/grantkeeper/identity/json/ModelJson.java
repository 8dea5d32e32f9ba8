package io.grantkeeper.identity.json;

import io.grantkeeper.identity.ConnectionId;
import io.grantkeeper.identity.DaySpan;
import io.grantkeeper.identity.GrantSubject;
import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.IdentityKind;
import io.grantkeeper.identity.Knowledge;
import io.grantkeeper.identity.Moment;
import io.grantkeeper.identity.Observation;
import io.grantkeeper.identity.PermissionKind;
import io.grantkeeper.identity.PersonId;
import io.grantkeeper.identity.ProviderId;
import io.grantkeeper.identity.StreamId;
import io.grantkeeper.identity.TenantId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.function.Function;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

/**
 * Reads and writes the model as JSON: identifiers as strings, a {@link Moment} as an instant, {@code "never"} or
 * {@code "unknown"}, a {@link DaySpan} as {@code first/last}, unknown knowledge as null, a subject as {@code "tenant"} or a person's id. Members it does not
 * know are ignored, so that older code reads newer rows.
 */
public final class ModelJson {
    private static final String TENANT = "tenant";
    private static final JsonMapper MAPPER =
            JsonMapper.builder().addModule(module()).build();

    private ModelJson() {}

    /** The configured mapper; immutable and thread-safe. */
    public static JsonMapper mapper() {
        return MAPPER;
    }

    public static String write(Object value) {
        return MAPPER.writeValueAsString(value);
    }

    /**
     * Reads one value.
     *
     * @throws JacksonException where the text is not JSON or not of that type
     */
    public static <T> T read(String json, Class<T> type) {
        return MAPPER.readValue(json, type);
    }

    /** {@link #hash} of an observation's JSON: equal for equal content, on every machine. */
    public static long contentHash(Observation observation) {
        return hash(write(observation));
    }

    /** The first eight bytes of the SHA-256 of a JSON text that {@link #write} made. */
    public static long hash(String json) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(json.getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.wrap(digest).getLong();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }

    private static SimpleModule module() {
        SimpleModule module = new SimpleModule("grantkeeper-model");
        text(module, TenantId.class, TenantId::value, TenantId::new);
        text(module, ProviderId.class, ProviderId::value, ProviderId::new);
        text(module, ConnectionId.class, ConnectionId::value, ConnectionId::new);
        text(module, StreamId.class, StreamId::value, StreamId::new);
        text(module, PersonId.class, PersonId::toString, PersonId::parse);
        text(module, IdentityId.class, IdentityId::toString, IdentityId::parse);
        text(module, IdentityKind.class, IdentityKind::code, IdentityKind::ofCode);
        text(module, PermissionKind.class, PermissionKind::code, ModelJson::permissionKind);
        text(module, Moment.class, Moment::toString, Moment::parse);
        text(module, DaySpan.class, DaySpan::toString, DaySpan::parse);
        text(module, GrantSubject.class, ModelJson::subjectText, ModelJson::subject);
        module.addSerializer(Knowledge.class, new KnowledgeSerializer());
        module.addDeserializer(Knowledge.class, new KnowledgeDeserializer());
        return module;
    }

    private static PermissionKind permissionKind(String code) {
        return Arrays.stream(PermissionKind.values())
                .filter(kind -> kind.code().equals(code))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("permission kind '%s' is unknown".formatted(code)));
    }

    private static String subjectText(GrantSubject subject) {
        return switch (subject) {
            case GrantSubject.OnePerson(PersonId person) -> person.toString();
            case GrantSubject.WholeTenant _ -> TENANT;
        };
    }

    private static GrantSubject subject(String text) {
        return text.equals(TENANT) ? GrantSubject.tenant() : GrantSubject.person(PersonId.parse(text));
    }

    private static <T> void text(
            SimpleModule module, Class<T> type, Function<T, String> write, Function<String, ? extends T> read) {
        module.addSerializer(type, new TextSerializer<>(write));
        module.addDeserializer(type, new TextDeserializer<>(type, read));
    }

    private static final class TextSerializer<T> extends ValueSerializer<T> {
        private final Function<T, String> write;

        TextSerializer(Function<T, String> write) {
            this.write = write;
        }

        @Override
        public void serialize(T value, JsonGenerator generator, SerializationContext context) {
            generator.writeString(write.apply(value));
        }
    }

    private static final class TextDeserializer<T> extends ValueDeserializer<T> {
        private final Class<T> type;
        private final Function<String, ? extends T> read;

        TextDeserializer(Class<T> type, Function<String, ? extends T> read) {
            this.type = type;
            this.read = read;
        }

        @Override
        public T deserialize(JsonParser parser, DeserializationContext context) {
            String text = parser.getValueAsString();
            if (text == null) {
                return context.reportInputMismatch(type, "expected a string for %s", type.getSimpleName());
            }
            try {
                return read.apply(text);
            } catch (RuntimeException e) {
                return context.reportInputMismatch(type, "%s", String.valueOf(e.getMessage()));
            }
        }
    }
}
