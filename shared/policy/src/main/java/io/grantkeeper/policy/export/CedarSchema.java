package io.grantkeeper.policy.export;

import io.grantkeeper.policy.capability.CapabilityClass;
import io.grantkeeper.policy.intent.PolicyCondition;
import io.grantkeeper.policy.intent.PolicyCondition.Comparison;
import io.grantkeeper.policy.intent.PolicySet;
import io.grantkeeper.policy.intent.RequestAttribute;
import io.grantkeeper.policy.intent.RequestFlag;
import java.util.Collection;
import java.util.Comparator;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The Cedar schema of the policy model, including the request attributes that the policies of a set use.
 *
 * @param zones the time zones that the policies use
 * @param texts the request attributes that are compared as strings
 * @param truths the request attributes that are compared as booleans
 * @param wholes the request attributes that are compared as integers
 */
public record CedarSchema(
        SortedSet<String> zones,
        SortedSet<RequestAttribute> texts,
        SortedSet<RequestAttribute> truths,
        SortedSet<RequestAttribute> wholes) {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Comparator<RequestAttribute> ORDER = Comparator.comparing(RequestAttribute::toString);

    public static CedarSchema of(PolicySet set) {
        CedarSchema schema =
                new CedarSchema(new TreeSet<>(), new TreeSet<>(ORDER), new TreeSet<>(ORDER), new TreeSet<>(ORDER));
        set.policies().stream()
                .flatMap(policy -> policy.rules().stream())
                .flatMap(rule -> Stream.concat(rule.when().stream(), rule.unless().stream()))
                .forEach(schema::add);
        return schema;
    }

    private void add(PolicyCondition condition) {
        if (condition instanceof PolicyCondition.Within(var hours)) {
            zones.add(hours.zone().getId());
        }
        if (condition instanceof PolicyCondition.Stated(RequestAttribute attribute, Comparison comparison)) {
            switch (comparison) {
                case Comparison.OneOf _, Comparison.NoneOf _ -> texts.add(attribute);
                case Comparison.Is _ -> truths.add(attribute);
                case Comparison.Between _ -> wholes.add(attribute);
                case Comparison.SameAs(RequestAttribute other) -> {
                    texts.add(attribute);
                    texts.add(other);
                }
            }
        }
    }

    /** Returns the schema as JSON on one line. The same set always yields the same text. */
    public String json() {
        ObjectNode root = JSON.createObjectNode();
        ObjectNode namespace = root.putObject(CedarExport.NAMESPACE);
        ObjectNode subject = entity(namespace, "Subject");
        attribute(subject, "standing", "String", true);
        for (String name : new String[] {"kind", "provider", "product", "publisher", "department", "risk"}) {
            attribute(subject, name, "String", false);
        }
        attribute(subject, "ai", "Boolean", false);
        attribute(subject, "approved", "Boolean", false);
        attribute(subject, "ownerKnown", "Boolean", false);
        attribute(subject, "credentialAge", "Long", false);
        set(subject, "tags");
        ObjectNode resource = entity(namespace, "Resource");
        attribute(resource, "type", "String", true);
        attribute(resource, "container", "String", false);
        ObjectNode context = record(namespace.withObject("commonTypes").putObject("RequestContext"));
        context(context);
        ObjectNode actions = namespace.putObject("actions");
        Stream.concat(
                        IntStream.range(0, CapabilityClass.COUNT)
                                .mapToObj(
                                        index -> CapabilityClass.ofIndex(index).inPlainWords()),
                        Stream.of(CedarExport.SOMETHING_ELSE))
                .forEach(name -> {
                    ObjectNode applies = actions.putObject(name).putObject("appliesTo");
                    applies.putArray("principalTypes").add("Subject");
                    applies.putArray("resourceTypes").add("Resource");
                    applies.putObject("context").put("type", "RequestContext");
                });
        return JSON.writeValueAsString(root);
    }

    private void context(ObjectNode context) {
        attribute(context, "approved", "Boolean", true);
        attribute(context, "requesting", "Boolean", true);
        attribute(context, "action", "String", true);
        attribute(context, "now", "Long", true);
        attribute(context, "reach", "String", false);
        for (RequestFlag flag : RequestFlag.values()) {
            attribute(context, flag.cedarAttribute(), "Boolean", false);
        }
        attribute(context, "sinceAuthentication", "Long", false);
        set(context, "methods");
        context.putObject("ip").put("type", "Extension").put("name", "ipaddr").put("required", false);
        ObjectNode minutes = record(context.putObject("minutes"));
        zones.forEach(zone -> attribute(minutes, zone, "Long", true));
        ObjectNode stated = record(context.putObject("texts"));
        texts.forEach(attribute -> set(stated, attribute.toString()));
        each(context, "truths", "Boolean", truths);
        each(context, "wholes", "Long", wholes);
    }

    private static void each(ObjectNode context, String name, String type, Collection<RequestAttribute> attributes) {
        ObjectNode members = record(context.putObject(name));
        attributes.forEach(attribute -> attribute(members, attribute.toString(), type, false));
    }

    private static ObjectNode entity(ObjectNode namespace, String name) {
        return record(namespace.withObject("entityTypes").putObject(name).putObject("shape"));
    }

    private static ObjectNode record(ObjectNode type) {
        return type.put("type", "Record").putObject("attributes");
    }

    private static void attribute(ObjectNode attributes, String name, String type, boolean required) {
        ObjectNode attribute = attributes.putObject(name).put("type", type);
        if (!required) {
            attribute.put("required", false);
        }
    }

    private static void set(ObjectNode attributes, String name) {
        attributes
                .putObject(name)
                .put("type", "Set")
                .put("required", false)
                .putObject("element")
                .put("type", "String");
    }
}
