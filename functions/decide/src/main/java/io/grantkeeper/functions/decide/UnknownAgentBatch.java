package io.grantkeeper.functions.decide;

import io.grantkeeper.functions.decide.DecisionRecorder.FollowUp;
import io.grantkeeper.functions.observability.EmbeddedMetrics;
import io.grantkeeper.functions.observability.FunctionLoggers;
import io.grantkeeper.functions.observability.MetricName;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The unknown agents of one call. Collects their names while the call is processed, and then registers them together.
 */
final class UnknownAgentBatch {
    private final Logger log = FunctionLoggers.of(UnknownAgentBatch.class);
    private final UnknownAgentRegistrar registrar;
    private final DecisionRecorder recorder;
    private final String caller;
    private final Instant at;
    /** The types of the agents by name. A call contains a limited number of requests, so the map is bounded. */
    private final Map<String, String> agents = new LinkedHashMap<>();

    UnknownAgentBatch(UnknownAgentRegistrar registrar, DecisionRecorder recorder, String caller, Instant at) {
        this.registrar = registrar;
        this.recorder = recorder;
        this.caller = caller;
        this.at = at;
    }

    /**
     * Adds an unknown agent. Ignores empty names.
     *
     * @param type the type that the caller gives, for example {@code agent}
     * @param name the name that the caller gives
     */
    void add(String type, String name) {
        String stripped = name.strip();
        if (stripped.isEmpty() || agents.putIfAbsent(stripped, type) != null) {
            return;
        }
        EmbeddedMetrics.count(MetricName.UNKNOWN_AGENTS, 1);
        if (agents.size() == 1) {
            EndOfCallTasks.run(this::register);
        }
    }

    private void register() {
        Map<String, String> all = new LinkedHashMap<>(agents);
        agents.clear();
        if (!recorder.runLater(FollowUp.INVENTORY, () -> registrar.register(caller, all, at))) {
            log.log(
                    Level.WARNING,
                    "{0} unknown agents in one call are not registered because too many calls are waiting",
                    all.size());
        }
    }
}
