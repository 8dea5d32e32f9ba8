package io.grantkeeper.connector;

import io.grantkeeper.connector.activity.Activity;
import io.grantkeeper.identity.AccessObservation;
import io.grantkeeper.identity.work.Partition;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The result of one read. A listing is completely read only when a read returns {@link Last}. */
public sealed interface StreamPage {
    List<AccessObservation> items();

    /**
     * Returns the partitions that the rows of a log report as changed. They are read again now rather than at the next
     * sweep.
     */
    List<Partition> rereads();

    /** Returns the evidence that the page provides about whether its listing is complete. */
    ListingCount count();

    /** Returns the activities of identities in the rows of a log. Activities never change the inventory. */
    List<Activity> activities();

    /** Returns a copy of this page with a different count. */
    StreamPage withCount(ListingCount other);

    /** Returns a copy of this page with activities. */
    StreamPage withActivities(List<Activity> read);

    record More(
            List<AccessObservation> items,
            List<Partition> rereads,
            PartitionCursor next,
            ListingCount count,
            List<Activity> activities)
            implements StreamPage {
        public More {
            items = List.copyOf(items);
            rereads = List.copyOf(rereads);
            activities = List.copyOf(activities);
        }

        public More(List<AccessObservation> items, List<Partition> rereads, PartitionCursor next, ListingCount count) {
            this(items, rereads, next, count, List.of());
        }

        public More(List<AccessObservation> items, List<Partition> rereads, PartitionCursor next) {
            this(items, rereads, next, ListingCount.NONE);
        }

        @Override
        public More withCount(ListingCount other) {
            return new More(items, rereads, next, other, activities);
        }

        @Override
        public More withActivities(List<Activity> read) {
            return new More(items, rereads, next, count, read);
        }
    }

    record Last(List<AccessObservation> items, List<Partition> rereads, ListingCount count, List<Activity> activities)
            implements StreamPage {
        public Last {
            items = List.copyOf(items);
            rereads = List.copyOf(rereads);
            activities = List.copyOf(activities);
        }

        public Last(List<AccessObservation> items, List<Partition> rereads, ListingCount count) {
            this(items, rereads, count, List.of());
        }

        public Last(List<AccessObservation> items, List<Partition> rereads) {
            this(items, rereads, ListingCount.NONE);
        }

        @Override
        public Last withCount(ListingCount other) {
            return new Last(items, rereads, other, activities);
        }

        @Override
        public Last withActivities(List<Activity> read) {
            return new Last(items, rereads, count, read);
        }
    }

    /**
     * Returns a page.
     *
     * @param next the token of the next page; empty if this is the last page
     */
    static StreamPage of(
            Collection<? extends AccessObservation> items, Collection<Partition> rereads, Optional<String> next) {
        List<AccessObservation> observed = List.copyOf(items);
        List<Partition> changed = List.copyOf(rereads);
        return next.<StreamPage>map(token -> new More(observed, changed, PartitionCursor.at(token)))
                .orElseGet(() -> new Last(observed, changed));
    }

    /** Returns a page as {@link #of(Collection, Collection, Optional)} does, but without partitions to read again. */
    static StreamPage of(Collection<? extends AccessObservation> items, Optional<String> next) {
        return of(items, List.of(), next);
    }

    static StreamPage more(List<? extends AccessObservation> items, PartitionCursor next) {
        return new More(List.copyOf(items), List.of(), next);
    }

    static StreamPage last(List<? extends AccessObservation> items) {
        return new Last(List.copyOf(items), List.of());
    }
}
