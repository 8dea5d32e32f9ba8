package io.grantkeeper.connector.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.connector.AccessStream;
import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.identity.json.ModelJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Lets the provider's API grow: members and values that are not known yet. */
final class GrowthCheck {
    private static final String NEW_MEMBER = "grantkeeper_new_member";
    private static final String NEW_VALUE = "grantkeeper_new_value";
    private final ContractRun run;

    GrowthCheck(ContractRun run) {
        this.run = run;
    }

    void newMembersAreIgnored(AccessStream stream) throws ConnectorException {
        Walk grown = run.walk(stream, run.provider(), JsonAnswers.changing(this::addMembers));
        assertThat(grown.items())
                .as("observations with a member more in every object")
                .isEqualTo(run.undisturbed(stream).items());
    }

    void newValuesAreKept(AccessStream stream) throws ConnectorException {
        Walk before = run.undisturbed(stream);
        for (UnknownValue unknown : run.contract().unknownValues()) {
            AtomicBoolean met = new AtomicBoolean();
            Walk grown = run.walk(
                    stream, run.provider(), JsonAnswers.changing(node -> replaceValues(node, unknown.member(), met)));
            if (met.get()) {
                assertThat(grown.keys())
                        .as("rows where '%s' has a value that is new", unknown.member())
                        .containsExactlyElementsOf(before.keys());
                if (unknown.shown()) {
                    assertThat(ModelJson.write(grown.items()))
                            .as("the new value of '%s' is kept", unknown.member())
                            .contains(NEW_VALUE);
                }
            }
        }
    }

    /** A value that no answer has is never grown: its name is misspelt, or the double lacks what it stands for. */
    void unknownValuesOccur() throws ConnectorException {
        Set<String> absent = new TreeSet<>();
        run.contract().unknownValues().forEach(unknown -> absent.add(unknown.member()));
        for (AccessStream stream : run.streams()) {
            if (!absent.isEmpty()) {
                run.walk(stream, run.provider(), JsonAnswers.changing(node -> strike(node, absent)));
            }
        }
        assertThat(absent).as("members of unknownValues() that no answer holds").isEmpty();
    }

    private static void strike(JsonNode node, Set<String> absent) {
        if (node instanceof ObjectNode object) {
            absent.removeIf(member -> object.path(member).isString());
        }
        node.forEach(child -> strike(child, absent));
    }

    private void addMembers(JsonNode node) {
        if (node instanceof ObjectNode object) {
            List<String> names = new ArrayList<>(object.propertyNames());
            for (String name : names) {
                if (!run.contract().openObjects().contains(name)) {
                    addMembers(object.get(name));
                }
            }
            object.putObject(NEW_MEMBER).putArray("list").add(1);
        } else if (node.isArray()) {
            node.forEach(this::addMembers);
        }
    }

    private static void replaceValues(JsonNode node, String member, AtomicBoolean met) {
        if (node instanceof ObjectNode object && object.path(member).isString()) {
            object.put(member, NEW_VALUE);
            met.set(true);
        }
        node.forEach(child -> replaceValues(child, member, met));
    }
}
