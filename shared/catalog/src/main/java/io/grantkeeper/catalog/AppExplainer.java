package io.grantkeeper.catalog;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The command {@code explain app}, which reads one JSON object per line and answers with one JSON object per line. The
 * answer to an invalid line contains the line number and the error. No exception is thrown, so a batch always
 * completes.
 *
 * <p>Input members: {@code provider, clientId, displayName, publisher, publisherVerified, domains, permissions, form,
 * ownerOrganization, assignedName}. Each is optional, but at least one that describes the app is required, and other members are
 * rejected. Output members: {@code ai, confidence, product, productId, category, firstParty, evidence}.
 */
public final class AppExplainer {

    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                    .build())
            .build();
    private static final int MAX_LINE = 1_000_000;
    private static final int MAX_SHOWN = 60;
    private static final List<String> MEMBERS = List.of(
            "provider",
            "clientId",
            "displayName",
            "publisher",
            "publisherVerified",
            "domains",
            "permissions",
            "form",
            "ownerOrganization",
            "assignedName");

    private final AppCatalog catalogue;

    public AppExplainer(AppCatalog catalogue) {
        this.catalogue = catalogue;
    }

    /**
     * Answers one line.
     *
     * @param number the line number for error answers, starting at 1
     * @param line one JSON object
     * @return one JSON object without line breaks
     */
    public String answer(long number, String line) {
        try {
            return JSON.writeValueAsString(answer(catalogue.recognize(description(parse(line)))));
        } catch (Fault fault) {
            return JSON.writeValueAsString(errorAnswer(number, fault.words));
        }
    }

    private static JsonNode parse(String line) throws Fault {
        if (line.isBlank()) {
            throw new Fault("the line is empty; write one JSON object such as {\"displayName\":\"Example\"}");
        }
        if (line.length() > MAX_LINE) {
            throw new Fault("the line is longer than " + MAX_LINE + " characters");
        }
        JsonNode node;
        try {
            node = JSON.readTree(line);
        } catch (JacksonException notJson) {
            throw new Fault("the line is not valid JSON: it is incomplete or malformed at column "
                    + Math.max(
                            1,
                            notJson.getLocation() == null
                                    ? 1
                                    : notJson.getLocation().getColumnNr()));
        }
        if (!node.isObject()) {
            throw new Fault("the line must be a JSON object in braces, but is " + typeName(node));
        }
        for (String member : node.propertyNames()) {
            if (!MEMBERS.contains(member)) {
                throw new Fault("%s is unknown; the valid members are %s"
                        .formatted(
                                member.length() <= MAX_SHOWN ? member : member.substring(0, MAX_SHOWN) + "…",
                                String.join(", ", MEMBERS)));
            }
        }
        return node;
    }

    private static AppDescription description(JsonNode node) throws Fault {
        Optional<String> provider = textField(node, "provider");
        Optional<String> clientId = textField(node, "clientId");
        Optional<String> displayName = textField(node, "displayName");
        Optional<String> publisher = textField(node, "publisher");
        boolean verified = booleanField(node, "publisherVerified");
        List<String> domains = textList(node, "domains");
        Set<String> permissions = new LinkedHashSet<>(textList(node, "permissions"));
        Optional<String> form = textField(node, "form");
        Optional<String> owner = textField(node, "ownerOrganization");
        Optional<String> assigned = textField(node, "assignedName");
        boolean nothing = clientId.or(() -> displayName)
                        .or(() -> assigned)
                        .or(() -> publisher)
                        .or(() -> form)
                        .isEmpty()
                && domains.isEmpty()
                && permissions.isEmpty();
        if (nothing) {
            throw new Fault(
                    "the object does not describe an app; add at least one of 'clientId', 'displayName', 'publisher',"
                            + " 'domains', 'permissions', 'form', 'assignedName'");
        }
        return new AppDescription(
                provider,
                clientId,
                displayName,
                publisher,
                verified,
                domains,
                permissions,
                form.flatMap(AppObjectType::fromVendorType).orElse(AppObjectType.APP),
                owner,
                assigned.map(AppDescription::assignedName).stream().collect(Collectors.toUnmodifiableSet()));
    }

    private static Optional<String> textField(JsonNode node, String field) throws Fault {
        JsonNode value = node.path(field);
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        }
        if (value.isNumber()) {
            return Optional.of(value.asString());
        }
        if (!value.isString()) {
            throw new Fault(field + " must be a string, but is " + typeName(value));
        }
        return Optional.of(value.stringValue().strip()).filter(s -> !s.isEmpty());
    }

    private static boolean booleanField(JsonNode node, String field) throws Fault {
        JsonNode value = node.path(field);
        if (value.isMissingNode() || value.isNull()) {
            return false;
        }
        if (!value.isBoolean()) {
            throw new Fault(field + " must be true or false, but is " + typeName(value));
        }
        return value.booleanValue();
    }

    /** Reads a list of strings. A single string is read as a list with one element, and nulls in a list are skipped. */
    private static List<String> textList(JsonNode node, String field) throws Fault {
        JsonNode value = node.path(field);
        if (value.isMissingNode() || value.isNull()) {
            return List.of();
        }
        if (value.isString()) {
            return List.of(value.stringValue().strip().split("[\\s,]+"));
        }
        if (!value.isArray()) {
            throw new Fault(field + " must be a list of strings, but is " + typeName(value));
        }
        List<String> texts = new ArrayList<>();
        for (JsonNode item : value) {
            if (item.isNull()) {
                continue;
            }
            if (!item.isString()) {
                throw new Fault(field + " must contain only strings, but contains " + typeName(item));
            }
            texts.add(item.stringValue());
        }
        return texts;
    }

    private static ObjectNode answer(AppRecognition recognition) {
        ObjectNode out = JSON.createObjectNode();
        out.put("ai", recognition.verdict().name().toLowerCase(Locale.ROOT));
        out.put("confidence", Math.round(recognition.confidence() * 100) / 100.0);
        out.put("product", recognition.product().map(CatalogProduct::name).orElse(null));
        out.put("productId", recognition.product().map(p -> p.id().value()).orElse(null));
        out.put("category", recognition.category().map(ProductCategory::code).orElse(null));
        out.put("firstParty", recognition.firstParty());
        var evidence = out.putArray("evidence");
        recognition.evidence().forEach(reason -> evidence.add(reason.sentence()));
        return out;
    }

    private static ObjectNode errorAnswer(long number, String words) {
        ObjectNode out = JSON.createObjectNode();
        out.put("line", number);
        out.put("error", words);
        return out;
    }

    private static String typeName(JsonNode node) {
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

    /** Thrown within this class if a line cannot be answered; the message states the reason. */
    private static final class Fault extends Exception {
        private final String words;

        Fault(String words) {
            super(words, null, false, false);
            this.words = words;
        }
    }
}
