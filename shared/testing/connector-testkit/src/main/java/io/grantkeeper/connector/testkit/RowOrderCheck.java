package io.grantkeeper.connector.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.connector.AccessStream;
import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.StreamKind;
import io.grantkeeper.identity.AccessObservation;
import io.grantkeeper.simulator.http.InconsistentListings;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/**
 * Lists the rows of each page in reverse order. Providers document no order of most listings, so the same rows must
 * give the same result. Logs are in the order of time, so they are not checked.
 */
final class RowOrderCheck {
    private final ContractContext run;

    RowOrderCheck(ContractContext run) {
        this.run = run;
    }

    void orderChangesNothing(AccessStream stream) throws ConnectorException {
        if (stream.kind() == StreamKind.LOG) {
            return;
        }
        Set<AccessObservation> expected = rows(stream, TrafficInterceptor.NONE);
        Set<AccessObservation> found = rows(
                stream,
                JsonResponseInterceptor.changing(
                        body -> InconsistentListings.rows(body).ifPresent(RowOrderCheck::reverse)));
        assertThat(found)
                .as("the rows of '%s' if each page lists them in reverse order", stream.title())
                .isEqualTo(expected);
    }

    private Set<AccessObservation> rows(AccessStream stream, TrafficInterceptor interceptor) throws ConnectorException {
        return new HashSet<>(run.walk(stream, run.provider(), interceptor).items());
    }

    private static void reverse(ArrayNode rows) {
        List<JsonNode> all = new ArrayList<>();
        rows.forEach(all::add);
        Collections.reverse(all);
        rows.removeAll();
        rows.addAll(all);
    }
}
