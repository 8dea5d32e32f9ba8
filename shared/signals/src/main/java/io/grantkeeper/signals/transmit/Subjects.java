package io.grantkeeper.signals.transmit;

import io.grantkeeper.identity.json.JsonTrees;
import io.grantkeeper.identity.json.ModelJson;
import io.grantkeeper.ledger.json.CanonicalJson;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Subject identifiers as receivers name them (RFC 9493, and complex subjects of the Shared Signals Framework). */
final class Subjects {
    /** The members that each format must have; of others nothing is known. */
    private static final Map<String, List<String>> MEMBERS = Map.of(
            "account", List.of("uri"),
            "email", List.of("email"),
            "iss_sub", List.of("iss", "sub"),
            "opaque", List.of("id"),
            "phone_number", List.of("phone_number"),
            "did", List.of("url"),
            "uri", List.of("uri"));

    private Subjects() {}

    /** One spelling for each subject. Ours are {@code iss_sub}, and are spelled as the events have them. */
    static String read(JsonNode subject) throws Refused {
        String format = subject.path("format").asString("");
        if (!subject.isObject() || format.isEmpty()) {
            throw Refused.invalid(
                    "'subject' must be a subject identifier such as {\"format\":\"iss_sub\",\"iss\":\"…\",\"sub\":\"…\"}");
        }
        for (String member : MEMBERS.getOrDefault(format, List.of())) {
            if (subject.path(member).asString("").isEmpty()) {
                throw Refused.invalid(
                        "'subject.%s' is missing: a subject of the format %s has it".formatted(member, format));
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
