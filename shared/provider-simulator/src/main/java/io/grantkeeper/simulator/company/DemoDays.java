package io.grantkeeper.simulator.company;

import java.time.Instant;
import java.util.List;

/** The demo's scripted days. */
final class DemoDays {

    void schedule(Company company) {
        company.script(this::first);
    }

    private void first(Company company, Instant morning, List<Fact> facts) {}
}
