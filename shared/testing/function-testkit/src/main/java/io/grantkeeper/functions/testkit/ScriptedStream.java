package io.grantkeeper.functions.testkit;

import io.grantkeeper.connector.AccessStream;
import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.ListingCount;
import io.grantkeeper.connector.ListingOrder;
import io.grantkeeper.connector.PartitionCursor;
import io.grantkeeper.connector.ProviderSession;
import io.grantkeeper.connector.StreamDefinition;
import io.grantkeeper.connector.StreamPage;
import io.grantkeeper.identity.AccessObservation;
import io.grantkeeper.identity.GrantSubject;
import io.grantkeeper.identity.work.Partition;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** A stream whose rows a test sets. Rows about access that a person granted belong to that person's segment. */
public final class ScriptedStream implements AccessStream {
    private final int pageSize;
    private final ProviderScript script;
    private final Map<String, List<AccessObservation>> rows = new TreeMap<>();
    private final Map<Integer, List<Partition>> rereads = new TreeMap<>();
    private StreamDefinition definition;
    private Optional<Long> total = Optional.empty();
    private Set<String> wholeSegments = Set.of();
    private String hidden = "nothing";
    private boolean readsDirectly = true;
    private boolean circular;
    private Map<String, String> parameters = Map.of();

    ScriptedStream(StreamDefinition definition, int pageSize, ProviderScript script) {
        this.definition = definition.withScopes("read:" + definition.id()).withOrder(ListingOrder.FIXED);
        this.pageSize = pageSize;
        this.script = script;
    }

    /** Replaces the rows that the provider returns for a partition. */
    public void set(String partition, AccessObservation... observations) {
        rows.put(partition, new ArrayList<>(List.of(observations)));
    }

    /**
     * Adds to a page the hint that these partitions should be reread.
     *
     * @param page the number of the page, counted from 0
     */
    public void hint(int page, Partition... partitions) {
        rereads.put(page, List.of(partitions));
    }

    /** Sets whether rows may move between pages. By default, the order is fixed and they do not move. */
    public void declare(ListingOrder order) {
        definition = definition.withOrder(order);
    }

    /** Sets the number of rows that each page states; empty to state none, which is the default. */
    public void state(Optional<Long> rows) {
        total = rows;
    }

    /** Makes each page state that it contains these segments as a whole. */
    public void readWhole(String... segments) {
        wholeSegments = Set.of(segments);
    }

    /** Omits a segment from the listing. A direct read still returns it. */
    public void hideFromListing(String segment) {
        hidden = segment;
    }

    /** Makes the provider offer direct reads of a segment, which is the default. */
    public void withDirectReads() {
        readsDirectly = true;
    }

    /** Makes the provider offer no direct reads of a segment. */
    public void withoutDirectReads() {
        readsDirectly = false;
    }

    /** Sets the parameters with which partitions are planned from now on. */
    public void plan(Map<String, String> newParameters) {
        parameters = Map.copyOf(newParameters);
    }

    /** Makes the last page point back to the first, so that paging never ends. */
    public void loopPages() {
        circular = true;
    }

    @Override
    public StreamDefinition definition() {
        return definition;
    }

    @Override
    public List<Partition> partitions(ProviderSession session, Set<String> known) throws ConnectorException {
        script.called();
        Set<String> names = new LinkedHashSet<>(rows.keySet());
        names.addAll(known);
        return names.stream().map(name -> Partition.of(id(), name, parameters)).toList();
    }

    @Override
    public StreamPage read(ProviderSession session, Partition partition, PartitionCursor from)
            throws ConnectorException {
        int start = from.token().map(Integer::parseInt).orElse(0);
        script.called();
        List<AccessObservation> all = rows.getOrDefault(partition.id(), List.of()).stream()
                .filter(row -> partition
                        .segment()
                        .map(segment -> segment.equals(segmentOf(row)))
                        .orElse(!segmentOf(row).equals(hidden)))
                .toList();
        int end = Math.min(all.size(), start + pageSize);
        List<AccessObservation> items = all.subList(Math.min(start, all.size()), end);
        List<Partition> hints = rereads.getOrDefault(start / pageSize, List.of());
        ListingCount count = ListingCount.NONE.withWholeSegments(wholeSegments);
        if (total.isPresent() && partition.segment().isEmpty()) {
            count = count.withTotal(
                    items.stream().map(row -> row.key().toString()).toList(), total);
        }
        if (circular && end == all.size()) {
            return new StreamPage.More(items, hints, PartitionCursor.at("0"));
        }
        return end < all.size()
                ? new StreamPage.More(items, hints, PartitionCursor.at(Integer.toString(end)), count)
                : new StreamPage.Last(items, hints, count);
    }

    @Override
    public Optional<Partition> directRead(Partition whole, String segment) {
        return readsDirectly ? AccessStream.super.directRead(whole, segment) : Optional.empty();
    }

    @Override
    public String segmentOf(AccessObservation observation) {
        return observation instanceof AccessObservation.GrantObserved granted
                        && granted.grant().subject() instanceof GrantSubject.OnePerson one
                ? one.person().externalId()
                : "";
    }
}
