package io.grantkeeper.identity.json;

import io.grantkeeper.identity.AccessObservation;
import io.grantkeeper.identity.ConnectionId;
import io.grantkeeper.identity.DaySpan;
import io.grantkeeper.identity.GrantSubject;
import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.IdentityKind;
import io.grantkeeper.identity.PermissionKind;
import io.grantkeeper.identity.PersonId;
import io.grantkeeper.identity.ProviderId;
import io.grantkeeper.identity.Sha256;
import io.grantkeeper.identity.StreamId;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.Timestamp;
import io.grantkeeper.identity.approval.ApprovalSubject;
import io.grantkeeper.identity.text.ExternalText;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads and writes the model as JSON: identifiers as strings, a {@link Timestamp} as an instant, {@code "never"} or
 * {@code "unknown"}, a {@link DaySpan} as {@code first/last}, an unknown fact as null, a grant subject as
 * {@code "tenant"} or a person's id, and an {@link ExternalText} in its raw form. Unknown members are ignored, so that
 * older code can read newer rows.
 */
public final class ModelJson {
    private static final String TENANT = "tenant";
    static final Map<Class<?>, ScalarCodecs.Text<?>> TEXTS = texts();
    static final JsonCodecs SHAPES = new JsonCodecs(TEXTS);
    static final JsonFactory TOKENS = new JsonFactory();

    private ModelJson() {}

    /** Returns the configured mapper, which is immutable and thread-safe. */
    public static JsonMapper mapper() {
        return ModelDataBinding.MAPPER;
    }

    public static String write(Object value) {
        if (value instanceof JsonNode tree) {
            return JsonTrees.write(tree);
        }
        return SHAPES.of(value.getClass())
                .filter(JsonCodec::canWrite)
                .map(shape -> write(value, shape))
                .orElseGet(() -> mapper().writeValueAsString(value));
    }

    @SuppressWarnings("unchecked") // the codec belongs to the value's own class
    private static String write(Object value, JsonCodec<?> shape) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = TOKENS.createGenerator(ObjectWriteContext.empty(), text)) {
            ((JsonCodec<Object>) shape).write(value, json);
        }
        return text.toString();
    }

    /**
     * Reads one value.
     *
     * @throws JacksonException if the text is not JSON or does not represent a value of the given type
     */
    public static <T> T read(String json, Class<T> type) {
        JsonCodec<T> shape = SHAPES.of(type).orElse(null);
        if (shape != null) {
            try {
                return read(json, shape);
            } catch (RuntimeException _) {
                // Data binding accepts more input, and its error messages are the most precise.
            }
        }
        return mapper().readValue(json, type);
    }

    /** Returns the output of {@link #write} as a tree. */
    public static JsonNode tree(Object value) {
        return JsonTrees.read(write(value));
    }

    /** Reads one value from part of a tree, as {@link #read(String, Class)} does from a string. */
    public static <T> T read(JsonNode tree, Class<T> type) {
        return read(JsonTrees.write(tree), type);
    }

    private static <T> T read(String text, JsonCodec<T> shape) {
        try (JsonParser json = TOKENS.createParser(ObjectReadContext.empty(), text)) {
            json.nextToken();
            T value = shape.read(json);
            if (json.nextToken() != null) {
                throw new JsonCodec.Unreadable();
            }
            return value;
        }
    }

    /** Returns the {@link #hash} of an observation's JSON. Equal content has the same hash on every machine. */
    public static long contentHash(AccessObservation observation) {
        return hash(write(observation));
    }

    /** Returns the first eight bytes of the SHA-256 hash of a JSON text written by {@link #write}. */
    public static long hash(String json) {
        byte[] digest = Sha256.of(json);
        return ByteBuffer.wrap(digest).getLong();
    }

    private static Map<Class<?>, ScalarCodecs.Text<?>> texts() {
        Map<Class<?>, ScalarCodecs.Text<?>> texts = new HashMap<>();
        register(texts, TenantId.class, TenantId::value, TenantId::new);
        register(texts, ProviderId.class, ProviderId::value, ProviderId::new);
        register(texts, ConnectionId.class, ConnectionId::value, ConnectionId::new);
        register(texts, StreamId.class, StreamId::value, StreamId::new);
        register(texts, PersonId.class, PersonId::toString, PersonId::parse);
        register(texts, IdentityId.class, IdentityId::toString, IdentityId::parse);
        register(texts, IdentityKind.class, IdentityKind::code, IdentityKind::ofCode);
        register(texts, PermissionKind.class, PermissionKind::code, ModelJson::permissionKind);
        register(texts, Timestamp.class, Timestamp::toString, Timestamp::parse);
        register(texts, DaySpan.class, DaySpan::toString, DaySpan::parse);
        register(texts, ExternalText.class, ExternalText::raw, ExternalText::new);
        register(texts, ApprovalSubject.class, ApprovalSubject::toString, ApprovalSubject::parse);
        register(texts, GrantSubject.class, ModelJson::subjectText, ModelJson::subject);
        return Map.copyOf(texts);
    }

    private static <T> void register(
            Map<Class<?>, ScalarCodecs.Text<?>> texts,
            Class<T> type,
            Function<T, String> write,
            Function<String, ? extends T> read) {
        texts.put(type, new ScalarCodecs.Text<>(write, read));
    }

    private static PermissionKind permissionKind(String code) {
        return Arrays.stream(PermissionKind.values())
                .filter(kind -> kind.code().equals(code))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("permission kind '%s' does not exist".formatted(code)));
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
}
