package io.grantkeeper.evidence.mapping;

import io.grantkeeper.identity.json.ModelJson;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/** Reads the mappings, each in a file named after its framework. */
public final class Frameworks {
    private static final List<String> CODES =
            List.of("soc2", "iso27001", "iso42001", "nist-ai-rmf", "eu-ai-act", "csf", "owasp-nhi", "owasp-asi");

    private Frameworks() {}

    /** The frameworks that there are mappings for. */
    public static List<String> codes() {
        return CODES;
    }

    public static List<Framework> all() {
        return CODES.stream().map(Frameworks::named).toList();
    }

    /** @throws IllegalArgumentException naming the frameworks that there are */
    public static Framework named(String code) {
        if (!CODES.contains(code)) {
            throw new IllegalArgumentException(
                    "there are no mappings for the framework '%s'; choose one of %s".formatted(code, CODES));
        }
        try (InputStream file = Frameworks.class.getResourceAsStream(code + ".json")) {
            if (file == null) {
                throw new IllegalStateException("the mappings of %s are not in this build".formatted(code));
            }
            return framework(ModelJson.mapper().readTree(file));
        } catch (IOException e) {
            throw new UncheckedIOException("the mappings of %s cannot be read".formatted(code), e);
        }
    }

    private static Framework framework(JsonNode json) {
        List<Control> controls = new ArrayList<>();
        json.required("controls").forEach(control -> controls.add(control(control)));
        return new Framework(
                text(json, "framework"), text(json, "title"), text(json, "publisher"), text(json, "checked"), controls);
    }

    private static Control control(JsonNode json) {
        List<Mapping> mappings = new ArrayList<>();
        json.required("mappings")
                .forEach(mapping -> mappings.add(new Mapping(
                        Capability.ofCode(text(mapping, "capability")),
                        text(mapping, "reason"),
                        Standing.valueOf(text(mapping, "standing")
                                .toUpperCase(Locale.ROOT)
                                .replace('-', '_')))));
        return new Control(text(json, "id"), text(json, "title"), mappings);
    }

    private static String text(JsonNode json, String name) {
        return json.required(name).asString();
    }
}
