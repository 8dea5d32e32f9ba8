package io.grantkeeper.cli;

import io.grantkeeper.behavior.SignalAnswer;
import io.grantkeeper.behavior.incident.CloseIncident;
import io.grantkeeper.behavior.incident.Incident;
import io.grantkeeper.behavior.incident.IncidentCorrelator;
import io.grantkeeper.behavior.incident.IncidentVerdict;
import io.grantkeeper.cli.server.ConsoleApiStores;
import io.grantkeeper.functions.connections.ConnectionsConfig;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.local.suite.LocalSuiteStores;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.JsonNodeFactory;

@Command(
        name = "close",
        description = {
            "Closes an incident with your verdict: true (an attack), benign (it happened, but was expected), or false.",
            "For 90 days after benign or false, the same signals about the same identities are of low severity;",
            "after true, they are one level more severe. 'grantkeeper behavior budget' lists these answers."
        })
final class IncidentsCloseCommand extends ServerCapableCommand {
    @Parameters(paramLabel = "ID", description = "The incident's id, as shown by 'grantkeeper incidents list'.")
    private String id = "";

    @Option(names = "--as", required = true, paramLabel = "VERDICT", description = "true, benign or false.")
    private String verdict = "";

    @Mixin
    private RecordedChangeOptions change = new RecordedChangeOptions();

    @Override
    void checkOptions() {
        var _ = IncidentVerdict.ofCode(verdict);
        if (change.reason().isBlank()) {
            throw new IllegalArgumentException("--because is blank; state the reason in a few words");
        }
    }

    @Override
    int run(ConnectionsConfig config, LocalSuiteStores stores) {
        Incident.Closure closure = new Incident.Closure(
                IncidentVerdict.ofCode(verdict),
                change.requester(),
                change.reason(),
                workspace().clock().instant().truncatedTo(ChronoUnit.SECONDS));
        Incident closed = close(config.tenant(), stores, closure)
                .orElseThrow(() -> new IllegalArgumentException(
                        "incident '%s' not found; see 'grantkeeper incidents list'".formatted(id)));
        output().print(closed, terminal -> {
            terminal.line(
                    "closed: %s as %s".formatted(closed.id(), closure.verdict().code()));
            terminal.line((closure.verdict().isExpected()
                            ? "For %d days, signals of these types about these identities notify nobody, unless they are critical or more severe than the signals of this incident."
                            : "For %d days, signals of these types about these identities are one level more severe.")
                    .formatted(SignalAnswer.APPLIES.toDays()));
        });
        return 0;
    }

    /** Closes the incident, through the API if a server has the data. The server then records its own caller and time. */
    private Optional<Incident> close(TenantId tenant, LocalSuiteStores stores, Incident.Closure closure) {
        if (!(stores instanceof ConsoleApiStores server)) {
            return new CloseIncident(
                            new IncidentCorrelator(stores.incidents()), stores.profiles(), stores.recordedFindings())
                    .close(tenant, id, closure);
        }
        Optional<Incident> found = server.incidents().find(tenant, id);
        if (found.isEmpty()) {
            return found;
        }
        String closed = server.client()
                .post(
                        "incidents/" + found.get().id() + "/close",
                        JsonNodeFactory.instance
                                .objectNode()
                                .put("verdict", closure.verdict().code())
                                .put("why", closure.because()))
                .path("incident")
                .path("id")
                .asString("");
        return server.incidents().find(tenant, closed);
    }
}
