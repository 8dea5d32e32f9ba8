package io.grantkeeper.catalogue;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The verb {@code explain app}: one JSON object in, one JSON object out, each on one line. A line that cannot be read is
 * answered with its number and what is wrong with it; nothing is ever thrown, so a batch keeps going.
 *
 * <p>In: {@code provider, clientId, displayName, publisher, publisherVerified, domains, permissions, form}, all of them
 * optional, at least one present; other members are ignored. Out: {@code ai, confidence, product, productId, category,
 * firstParty, evidence}.
 */
public final class ExplainApp {

    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                    .build())
            .build();
    private static final int LONGEST_LINE = 1_000_000;

    private final AppCatalogue catalogue;

    public ExplainApp(AppCatalogue catalogue) {
        this.catalogue = catalogue;
    }

    /**
     * Answers one line.
     *
     * @param number the line's number, counted from 1, named in the answer when the line is at fault
     * @param line one JSON object
     * @return one JSON object without a line break
     */
    public String answer(long number, String line) {
        try {
            return JSON.writeValueAsString(answer(catalogue.recognise(description(parsed(line)))));
        } catch (Fault fault) {
            return JSON.writeValueAsString(fault(number, fault.words));
        }
    }

    private static JsonNode parsed(String line) throws Fault {
        if (line.isBlank()) {
            throw new Fault("the line is empty; write one JSON object such as {\"displayName\":\"Example\"}");
        }
        if (line.length() > LONGEST_LINE) {
            throw new Fault("the line has more than " + LONGEST_LINE + " characters");
        }
        JsonNode node;
        try {
            node = JSON.readTree(line);
        } catch (JacksonException notJson) {
            throw new Fault("the line is not JSON: it breaks off or is malformed at column "
                    + Math.max(
                            1,
                            notJson.getLocation() == null
                                    ? 1
                                    : notJson.getLocation().getColumnNr()));
        }
        if (!node.isObject()) {
            throw new Fault("the line must hold a JSON object in braces, but holds " + shape(node));
        }
        return node;
    }

    private static AppDescription description(JsonNode node) throws Fault {
        Optional<String> provider = text(node, "provider");
        Optional<String> clientId = text(node, "clientId");
        Optional<String> displayName = text(node, "displayName");
        Optional<String> publisher = text(node, "publisher");
        boolean verified = flag(node, "publisherVerified");
        List<String> domains = texts(node, "domains");
        Set<String> permissions = new LinkedHashSet<>(texts(node, "permissions"));
        Optional<String> form = text(node, "form");
        boolean nothing = clientId.or(() -> displayName)
                        .or(() -> publisher)
                        .or(() -> form)
                        .isEmpty()
                && domains.isEmpty()
                && permissions.isEmpty();
        if (nothing) {
            throw new Fault(
                    "the object says nothing about an app; give at least one of clientId, displayName, publisher,"
                            + " domains, permissions, form");
        }
        return new AppDescription(
                provider,
                clientId,
                displayName,
                publisher,
                verified,
                domains,
                permissions,
                form.flatMap(AppForm::fromVendorType).orElse(AppForm.APP));
    }

    private static Optional<String> text(JsonNode node, String field) throws Fault {
        JsonNode value = node.path(field);
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        }
        if (value.isNumber()) {
            return Optional.of(value.asString());
        }
        if (!value.isString()) {
            throw new Fault(field + " must be a string, but is " + shape(value));
        }
        return Optional.of(value.stringValue().strip()).filter(s -> !s.isEmpty());
    }

    private static boolean flag(JsonNode node, String field) throws Fault {
        JsonNode value = node.path(field);
        if (value.isMissingNode() || value.isNull()) {
            return false;
        }
        if (!value.isBoolean()) {
            throw new Fault(field + " must be true or false, but is " + shape(value));
        }
        return value.booleanValue();
    }

    /** A list of strings; a single string stands for a list of one, and nulls in a list are skipped. */
    private static List<String> texts(JsonNode node, String field) throws Fault {
        JsonNode value = node.path(field);
        if (value.isMissingNode() || value.isNull()) {
            return List.of();
        }
        if (value.isString()) {
            return List.of(value.stringValue().strip().split("[\\s,]+"));
        }
        if (!value.isArray()) {
            throw new Fault(field + " must be a list of strings, but is " + shape(value));
        }
        List<String> texts = new ArrayList<>();
        for (JsonNode item : value) {
            if (item.isNull()) {
                continue;
            }
            if (!item.isString()) {
                throw new Fault(field + " must hold only strings, but holds " + shape(item));
            }
            texts.add(item.stringValue());
        }
        return texts;
    }

    private static ObjectNode answer(Recognition recognition) {
        ObjectNode out = JSON.createObjectNode();
        out.put("ai", recognition.verdict().name().toLowerCase(Locale.ROOT));
        out.put("confidence", Math.round(recognition.confidence() * 100) / 100.0);
        out.put("product", recognition.product().map(Product::name).orElse(null));
        out.put("productId", recognition.product().map(p -> p.id().value()).orElse(null));
        out.put("category", recognition.category().map(Category::word).orElse(null));
        out.put("firstParty", recognition.firstParty());
        var evidence = out.putArray("evidence");
        recognition.evidence().forEach(reason -> evidence.add(reason.sentence()));
        return out;
    }

    private static ObjectNode fault(long number, String words) {
        ObjectNode out = JSON.createObjectNode();
        out.put("line", number);
        out.put("error", words);
        return out;
    }

    private static String shape(JsonNode node) {
        return switch (node.getNodeType()) {
            case OBJECT -> "an object";
            case ARRAY -> "a list";
            case STRING -> "a string";
            case NUMBER -> "a number";
            case BOOLEAN -> "true or false";
            case NULL -> "null";
            case MISSING -> "nothing";
            case BINARY, POJO -> "something else";
        };
    }

    /** Why a line cannot be answered. Never leaves this class. */
    private static final class Fault extends Exception {
        private final String words;

        Fault(String words) {
            super(words, null, false, false);
            this.words = words;
        }
    }
}
