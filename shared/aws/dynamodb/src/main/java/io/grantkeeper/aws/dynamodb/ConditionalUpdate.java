package io.grantkeeper.aws.dynamodb;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/**
 * One conditional update of one item. In expressions, {@code #name} refers to the attribute {@code name}, which may be
 * a reserved word, and {@code :name} refers to the value that {@link #value} sets.
 */
final class ConditionalUpdate {
    private static final Pattern NAME = Pattern.compile("#(\\w+)");

    private final PrimaryKey key;
    private final List<String> sets = new ArrayList<>();
    private final List<String> removals = new ArrayList<>();
    private final List<String> additions = new ArrayList<>();
    private final List<String> deletions = new ArrayList<>();
    private final Map<String, AttributeValue> values = new HashMap<>();
    private String condition = "";

    ConditionalUpdate(PrimaryKey key) {
        this.key = key;
    }

    ConditionalUpdate set(String name, AttributeValue value) {
        sets.add("#%s = :%s".formatted(name, name));
        return value(name, value);
    }

    /** Sets an attribute if the item does not have it. */
    ConditionalUpdate setOnce(String name, AttributeValue value) {
        sets.add("#%s = if_not_exists(#%s, :%s)".formatted(name, name, name));
        return value(name, value);
    }

    ConditionalUpdate append(String name, List<AttributeValue> more) {
        sets.add("#%s = list_append(if_not_exists(#%s, :none), :%s)".formatted(name, name, name));
        value("none", AttributeValue.fromL(List.of()));
        return value(name, AttributeValue.fromL(more));
    }

    /** Adds a string to a set attribute. */
    ConditionalUpdate addTo(String name, String element) {
        additions.add("#%s :%s".formatted(name, name));
        return value(name, AttributeValue.fromSs(List.of(element)));
    }

    /** Adds strings to a set attribute. */
    ConditionalUpdate addAllTo(String name, List<String> elements) {
        additions.add("#%s :%s".formatted(name, name));
        return value(name, AttributeValue.fromSs(elements));
    }

    /** Increments a number attribute; a missing attribute counts as zero. */
    ConditionalUpdate increment(String name) {
        additions.add("#%s :one".formatted(name));
        return value("one", TableAttributes.number(1));
    }

    /** Removes a string from a set attribute. */
    ConditionalUpdate removeFrom(String name, String element) {
        deletions.add("#%s :%s".formatted(name, name));
        return value(name, AttributeValue.fromSs(List.of(element)));
    }

    ConditionalUpdate remove(String name) {
        removals.add("#" + name);
        return this;
    }

    ConditionalUpdate value(String name, AttributeValue value) {
        values.put(":" + name, value);
        return this;
    }

    ConditionalUpdate when(String newCondition) {
        condition = newCondition;
        return this;
    }

    PrimaryKey key() {
        return key;
    }

    String condition() {
        return condition;
    }

    String expression() {
        return clause("SET", sets)
                + clause("REMOVE", removals)
                + clause("ADD", additions)
                + clause("DELETE", deletions);
    }

    private static String clause(String verb, List<String> parts) {
        return parts.isEmpty() ? "" : verb + " " + String.join(", ", parts) + " ";
    }

    TransactWriteItem inTransaction(String table) {
        return TransactWriteItem.builder()
                .update(update -> update.tableName(table)
                        .key(key.attributes())
                        .updateExpression(expression())
                        .conditionExpression(condition)
                        .expressionAttributeNames(names())
                        .expressionAttributeValues(values))
                .build();
    }

    Map<String, AttributeValue> values() {
        return values;
    }

    Map<String, String> names() {
        return names(expression() + condition);
    }

    /**
     * Returns the names of the attributes that an expression refers to, keyed by placeholder, for example
     * {@code #name}.
     */
    static Map<String, String> names(String expression) {
        Map<String, String> names = new HashMap<>();
        NAME.matcher(expression).results().forEach(found -> names.put(found.group(), found.group(1)));
        return names;
    }
}
