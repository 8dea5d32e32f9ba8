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

/**
 * Checks that the connector tolerates additions to the provider's API: unknown members and unknown enumeration values.
 */
final class UnknownFieldsCheck {
    private static final String NEW_MEMBER = "grantkeeper_new_member";
    private static final String NEW_VALUE = "grantkeeper_new_value";
    private final ContractContext run;

    UnknownFieldsCheck(ContractContext run) {
        this.run = run;
    }

    void newMembersAreIgnored(AccessStream stream) throws ConnectorException {
        FullStreamRead grown = run.walk(stream, run.provider(), JsonResponseInterceptor.changing(this::addMembers));
        assertThat(grown.items())
                .as("observations with an additional member in every object")
                .isEqualTo(run.faultFreeWalk(stream).items());
    }

    void newValuesArePreserved(AccessStream stream) throws ConnectorException {
        FullStreamRead before = run.faultFreeWalk(stream);
        for (UnknownEnumValue unknown : run.contract().unknownValues()) {
            AtomicBoolean met = new AtomicBoolean();
            FullStreamRead grown = run.walk(
                    stream,
                    run.provider(),
                    JsonResponseInterceptor.changing(node -> replaceValues(node, unknown.member(), met)));
            if (met.get()) {
                assertThat(grown.keys())
                        .as("rows in which '%s' has an unknown value", unknown.member())
                        .containsExactlyElementsOf(before.keys());
                if (unknown.shown()) {
                    assertThat(ModelJson.write(grown.items()))
                            .as("the unknown value of '%s' is preserved", unknown.member())
                            .contains(NEW_VALUE);
                }
            }
        }
    }

    /**
     * Fails if an open enumeration occurs in no response. Such an enumeration would never be tested: either its
     * member's name is misspelled, or the double lacks the data.
     */
    void unknownValuesOccur() throws ConnectorException {
        Set<String> absent = new TreeSet<>();
        run.contract().unknownValues().forEach(unknown -> absent.add(unknown.member()));
        for (AccessStream stream : run.streams()) {
            if (!absent.isEmpty()) {
                run.walk(
                        stream,
                        run.provider(),
                        JsonResponseInterceptor.changing(node -> removeOccurring(node, absent)));
            }
        }
        assertThat(absent).as("open enumerations that occur in no response").isEmpty();
    }

    private static void removeOccurring(JsonNode node, Set<String> absent) {
        if (node instanceof ObjectNode object) {
            absent.removeIf(member -> object.path(member).isString());
        }
        node.forEach(child -> removeOccurring(child, absent));
    }

    private void addMembers(JsonNode node) {
        if (node instanceof ObjectNode object) {
            List<String> names = new ArrayList<>(object.propertyNames());
            for (String name : names) {
                if (!run.contract().objectsWithDynamicKeys().contains(name)) {
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
