package io.grantkeeper.identity.json;

import io.grantkeeper.identity.ConnectionId;
import io.grantkeeper.identity.DaySpan;
import io.grantkeeper.identity.GrantSubject;
import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.IdentityKind;
import io.grantkeeper.identity.Moment;
import io.grantkeeper.identity.Observation;
import io.grantkeeper.identity.PermissionKind;
import io.grantkeeper.identity.PersonId;
import io.grantkeeper.identity.ProviderId;
import io.grantkeeper.identity.StreamId;
import io.grantkeeper.identity.TenantId;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
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
 * Reads and writes the model as JSON: identifiers as strings, a {@link Moment} as an instant, {@code "never"} or
 * {@code "unknown"}, a {@link DaySpan} as {@code first/last}, unknown knowledge as null, a subject as {@code "tenant"} or a person's id. Members it does not
 * know are ignored, so that older code reads newer rows.
 */
public final class ModelJson {
    private static final String TENANT = "tenant";
    static final Map<Class<?>, Scalars.Text<?>> TEXTS = texts();
    static final Shapes SHAPES = new Shapes(TEXTS);
    static final JsonFactory TOKENS = new JsonFactory();

    private ModelJson() {}

    /** The configured mapper; immutable and thread-safe. */
    public static JsonMapper mapper() {
        return DataBinding.MAPPER;
    }

    public static String write(Object value) {
        if (value instanceof JsonNode tree) {
            return JsonTrees.write(tree);
        }
        return SHAPES.of(value.getClass())
                .filter(Shape::writes)
                .map(shape -> write(value, shape))
                .orElseGet(() -> mapper().writeValueAsString(value));
    }

    @SuppressWarnings("unchecked") // the shape of the value's own class
    private static String write(Object value, Shape<?> shape) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = TOKENS.createGenerator(ObjectWriteContext.empty(), text)) {
            ((Shape<Object>) shape).write(value, json);
        }
        return text.toString();
    }

    /**
     * Reads one value.
     *
     * @throws JacksonException where the text is not JSON or not of that type
     */
    public static <T> T read(String json, Class<T> type) {
        Shape<T> shape = SHAPES.of(type).orElse(null);
        if (shape != null) {
            try {
                return read(json, shape);
            } catch (RuntimeException _) {
                // Data binding is more patient; or else it says best what is wrong.
            }
        }
        return mapper().readValue(json, type);
    }

    /** As {@link #write} writes it, as a tree. */
    public static JsonNode tree(Object value) {
        return JsonTrees.read(write(value));
    }

    /** As {@link #read(String, Class)}, of a part of a tree. */
    public static <T> T read(JsonNode tree, Class<T> type) {
        return read(JsonTrees.write(tree), type);
    }

    private static <T> T read(String text, Shape<T> shape) {
        try (JsonParser json = TOKENS.createParser(ObjectReadContext.empty(), text)) {
            json.nextToken();
            T value = shape.read(json);
            if (json.nextToken() != null) {
                throw new Shape.Unreadable();
            }
            return value;
        }
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

    private static Map<Class<?>, Scalars.Text<?>> texts() {
        Map<Class<?>, Scalars.Text<?>> texts = new HashMap<>();
        text(texts, TenantId.class, TenantId::value, TenantId::new);
        text(texts, ProviderId.class, ProviderId::value, ProviderId::new);
        text(texts, ConnectionId.class, ConnectionId::value, ConnectionId::new);
        text(texts, StreamId.class, StreamId::value, StreamId::new);
        text(texts, PersonId.class, PersonId::toString, PersonId::parse);
        text(texts, IdentityId.class, IdentityId::toString, IdentityId::parse);
        text(texts, IdentityKind.class, IdentityKind::code, IdentityKind::ofCode);
        text(texts, PermissionKind.class, PermissionKind::code, ModelJson::permissionKind);
        text(texts, Moment.class, Moment::toString, Moment::parse);
        text(texts, DaySpan.class, DaySpan::toString, DaySpan::parse);
        text(texts, GrantSubject.class, ModelJson::subjectText, ModelJson::subject);
        return Map.copyOf(texts);
    }

    private static <T> void text(
            Map<Class<?>, Scalars.Text<?>> texts,
            Class<T> type,
            Function<T, String> write,
            Function<String, ? extends T> read) {
        texts.put(type, new Scalars.Text<>(write, read));
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
}
