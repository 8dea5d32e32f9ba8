package io.grantkeeper.evidence.mapping;

import io.grantkeeper.identity.json.ModelJson;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/** Reads the mappings from capabilities to controls, one file per framework. */
public final class FrameworkReader {
    private static final List<String> CODES =
            List.of("soc2", "iso27001", "iso42001", "nist-ai-rmf", "eu-ai-act", "csf", "owasp-nhi", "owasp-asi");

    private FrameworkReader() {}

    /** Returns the codes of the frameworks with mappings. */
    public static List<String> codes() {
        return CODES;
    }

    public static List<Framework> all() {
        return CODES.stream().map(FrameworkReader::byCode).toList();
    }

    /**
     * Returns the framework with this code.
     *
     * @throws IllegalArgumentException if no framework has this code; the message lists the known frameworks
     */
    public static Framework byCode(String code) {
        if (!CODES.contains(code)) {
            throw new IllegalArgumentException(
                    "there are no mappings for the framework '%s'; choose one of %s".formatted(code, CODES));
        }
        try (InputStream file = FrameworkReader.class.getResourceAsStream(code + ".json")) {
            if (file == null) {
                throw new IllegalStateException("this build does not contain the mappings of %s".formatted(code));
            }
            return framework(ModelJson.mapper().readTree(file));
        } catch (IOException e) {
            throw new UncheckedIOException("the mappings of %s cannot be read".formatted(code), e);
        }
    }

    private static Framework framework(JsonNode json) {
        List<FrameworkControl> controls = new ArrayList<>();
        json.required("controls").forEach(control -> controls.add(control(control)));
        return new Framework(
                text(json, "framework"), text(json, "title"), text(json, "publisher"), text(json, "checked"), controls);
    }

    private static FrameworkControl control(JsonNode json) {
        List<ControlMapping> mappings = new ArrayList<>();
        json.required("mappings")
                .forEach(mapping -> mappings.add(new ControlMapping(
                        EvidenceCapability.ofCode(text(mapping, "capability")),
                        text(mapping, "reason"),
                        MappingConfidence.valueOf(text(mapping, "standing")
                                .toUpperCase(Locale.ROOT)
                                .replace('-', '_')))));
        List<ControlEffectiveDate> applies = new ArrayList<>();
        json.path("applies")
                .forEach(date -> applies.add(
                        new ControlEffectiveDate(LocalDate.parse(text(date, "from")), text(date, "scope"))));
        return new FrameworkControl(text(json, "id"), text(json, "title"), applies, mappings);
    }

    private static String text(JsonNode json, String name) {
        return json.required(name).asString();
    }
}
