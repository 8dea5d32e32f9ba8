package io.grantkeeper.infra.functions;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One function of the installation.
 *
 * @param name as its {@code FunctionModule} has it
 * @param bundle the folder under {@code functions} whose bundle holds it
 * @param purpose in a sentence, for whoever meets it in the console
 * @param memoryMb in megabytes; it also decides the share of a processor: 1,769 is one whole
 * @param atOnce how many of it run side by side at most
 */
public record FunctionRow(
        String name,
        String bundle,
        String purpose,
        Trigger trigger,
        Duration timeout,
        int memoryMb,
        int atOnce,
        List<Grant> grants) {
    public FunctionRow {
        grants = List.copyOf(grants);
    }

    /** A row whose name is its bundle's; the rest is said by what follows. */
    static FunctionRow of(String name, String purpose, Trigger trigger) {
        return new FunctionRow(name, name, purpose, trigger, Duration.ofMinutes(1), 1024, 1, List.of());
    }

    FunctionRow inBundle(String folder) {
        return new FunctionRow(name, folder, purpose, trigger, timeout, memoryMb, atOnce, grants);
    }

    FunctionRow within(Duration limit) {
        return new FunctionRow(name, bundle, purpose, trigger, limit, memoryMb, atOnce, grants);
    }

    FunctionRow memory(int megabytes) {
        return new FunctionRow(name, bundle, purpose, trigger, timeout, megabytes, atOnce, grants);
    }

    FunctionRow atMost(int sideBySide) {
        return new FunctionRow(name, bundle, purpose, trigger, timeout, memoryMb, sideBySide, grants);
    }

    FunctionRow may(Resource resource, String... actions) {
        List<Grant> more = new ArrayList<>(grants);
        more.add(new Grant(resource, Set.of(actions)));
        return new FunctionRow(name, bundle, purpose, trigger, timeout, memoryMb, atOnce, more);
    }

    FunctionRow knows(Resource resource) {
        return may(resource);
    }

    /** The resources that it uses or knows of. */
    public Set<Resource> resources() {
        Set<Resource> resources = EnumSet.noneOf(Resource.class);
        grants.forEach(grant -> resources.add(grant.resource()));
        return resources;
    }

    /** The queue that it works off, where it does. */
    public Optional<Trigger.OfQueue> queue() {
        return trigger instanceof Trigger.OfQueue queue ? Optional.of(queue) : Optional.empty();
    }

    /** Whether it puts what it cannot finish back on the queue that it got it from. */
    public boolean goesRound() {
        return queue().map(queue -> resources().contains(queue.queue())).orElse(false);
    }
}
