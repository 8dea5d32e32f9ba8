package io.grantkeeper.connector.activity;

import java.util.Set;

/** A base class for mappers. It stores which logs a mapper maps and which kinds of ids their rows contain. */
public abstract class LogActivityMapper implements ActivityMapper {
    private final Set<String> streams;
    private final Set<String> idKinds;

    /**
     * Creates a mapper.
     *
     * @param streams see {@link #streams}
     * @param idKinds see {@link #idKinds}
     */
    protected LogActivityMapper(Set<String> streams, Set<String> idKinds) {
        this.streams = Set.copyOf(streams);
        this.idKinds = Set.copyOf(idKinds);
    }

    @Override
    public final Set<String> streams() {
        return streams;
    }

    @Override
    public final Set<String> idKinds() {
        return idKinds;
    }
}
