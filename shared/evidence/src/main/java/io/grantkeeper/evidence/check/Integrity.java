package io.grantkeeper.evidence.check;

import io.grantkeeper.evidence.history.Item;
import io.grantkeeper.evidence.history.Sample;
import java.util.List;

/**
 * What was derived anew from the entries.
 *
 * @param problems where something contradicts what was signed; empty where all is well
 * @param continued earlier checkpoints whose root was derived too
 * @param proved entries whose proof was checked
 */
public record Integrity(List<String> problems, int continued, List<Item> proved) {
    public Integrity {
        problems = List.copyOf(problems);
        proved = List.copyOf(proved);
    }

    Sample provedSample() {
        return new Sample(proved.size(), proved);
    }
}
