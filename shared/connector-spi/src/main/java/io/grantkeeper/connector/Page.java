package io.grantkeeper.connector;

import io.grantkeeper.identity.Observation;
import io.grantkeeper.identity.work.Partition;
import java.util.List;

/** What one read brought. Only {@link Last} proves a listing complete. */
public sealed interface Page {
    List<Observation> items();

    /** Partitions that a log's rows show to have changed, to be read again now rather than at the next sweep. */
    List<Partition> rereads();

    record More(List<Observation> items, List<Partition> rereads, Cursor next) implements Page {
        public More {
            items = List.copyOf(items);
            rereads = List.copyOf(rereads);
        }
    }

    record Last(List<Observation> items, List<Partition> rereads) implements Page {
        public Last {
            items = List.copyOf(items);
            rereads = List.copyOf(rereads);
        }
    }

    static Page more(List<? extends Observation> items, Cursor next) {
        return new More(List.copyOf(items), List.of(), next);
    }

    static Page last(List<? extends Observation> items) {
        return new Last(List.copyOf(items), List.of());
    }
}
