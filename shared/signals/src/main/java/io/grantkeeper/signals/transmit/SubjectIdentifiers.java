package io.grantkeeper.signals.transmit;

import io.grantkeeper.identity.json.JsonTrees;
import io.grantkeeper.identity.json.ModelJson;
import io.grantkeeper.ledger.json.CanonicalJson;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * Reads the subject identifiers that receivers send (RFC 9493, and complex subjects of the Shared Signals Framework).
 */
final class SubjectIdentifiers {
    /** The required members of each known format. */
    private static final Map<String, List<String>> MEMBERS = Map.of(
            "account", List.of("uri"),
            "email", List.of("email"),
            "iss_sub", List.of("iss", "sub"),
            "opaque", List.of("id"),
            "phone_number", List.of("phone_number"),
            "did", List.of("url"),
            "uri", List.of("uri"));

    private SubjectIdentifiers() {}

    /**
     * Returns the canonical JSON of a subject identifier, so that equal subjects have identical JSON. Identifiers in
     * the format {@code iss_sub}, which Grantkeeper uses itself, are written as in events.
     *
     * @throws TransmitterRejectionException if the identifier is invalid
     */
    static String canonicalize(JsonNode subject) throws TransmitterRejectionException {
        String format = subject.path("format").asString("");
        if (!subject.isObject() || format.isEmpty()) {
            throw TransmitterRejectionException.invalidRequest(
                    "'subject' must be a subject identifier such as {\"format\":\"iss_sub\",\"iss\":\"…\",\"sub\":\"…\"}");
        }
        for (String member : MEMBERS.getOrDefault(format, List.of())) {
            if (subject.path(member).asString("").isEmpty()) {
                throw TransmitterRejectionException.invalidRequest(
                        "'subject.%s' is missing; a subject of the format %s requires it".formatted(member, format));
            }
        }
        return format.equals("iss_sub")
                ? ModelJson.write(JsonTrees.object()
                        .put("format", format)
                        .put("iss", subject.path("iss").asString())
                        .put("sub", subject.path("sub").asString()))
                : new String(CanonicalJson.write(subject), StandardCharsets.UTF_8);
    }
}
