package io.grantkeeper.functions.observability;

import java.util.HexFormat;
import java.util.UUID;

/**
 * The ID of the event that started a piece of work: a webhook, a schedule or a change. Every function passes the ID on,
 * so that a single search of the logs shows all the work that followed. If Lambda provides an X-Ray trace, the ID is
 * the root of that trace, so a search for the ID also finds the trace.
 *
 * @param id the correlation ID, for example {@code 1-67891233-abcdef012345678912345678}; {@value #NONE} outside an
 *     invocation
 * @param request Lambda's ID of the running invocation; empty outside an invocation
 */
public record CorrelationId(String id, String request) {
    private static final String NONE = "none";
    private static final int LONGEST = 128;
    private static final ScopedValue<CorrelationId> RUNNING = ScopedValue.newInstance();
    private static final CorrelationId NOTHING = new CorrelationId(NONE, "");

    /** Returns the correlation ID of the work on this thread. */
    public static CorrelationId current() {
        return RUNNING.isBound() ? RUNNING.get() : NOTHING;
    }

    /** Returns whether there is a correlation ID to pass on. */
    public boolean isKnown() {
        return !id.equals(NONE);
    }

    /**
     * Reads an X-Ray trace header, for example {@code Root=1-67891233-abcdef012345678912345678;Parent=…;Sampled=1}. If
     * the header has no root, generates an ID of the same form.
     */
    public static CorrelationId ofTrace(String header, String request) {
        for (String part : header.split(";", -1)) {
            String field = part.strip();
            if (field.startsWith("Root=") && isId(field.substring(5))) {
                return new CorrelationId(field.substring(5), request);
            }
        }
        UUID random = UUID.randomUUID();
        String hex = HexFormat.of().toHexDigits(random.getMostSignificantBits())
                + HexFormat.of().toHexDigits(random.getLeastSignificantBits());
        return new CorrelationId("1-" + hex.substring(0, 8) + "-" + hex.substring(8), request);
    }

    /**
     * Returns the correlation ID for a part of the invocation that has a different origin, for example one message of a
     * batch.
     *
     * @param earlier the ID that this part of the work carries; if it is not a valid ID, this correlation ID is
     *     returned
     */
    public CorrelationId of(String earlier) {
        return isId(earlier) ? new CorrelationId(earlier, request) : this;
    }

    public void run(Runnable work) {
        ScopedValue.where(RUNNING, this).run(work);
    }

    /** Runs work with this correlation ID. The work can return a result or throw. */
    public <T, X extends Throwable> T call(ScopedValue.CallableOp<T, X> work) throws X {
        return ScopedValue.where(RUNNING, this).call(work);
    }

    /**
     * Returns whether a string has the format of Grantkeeper's or AWS's IDs. IDs come from outside, so any other string
     * is rejected and never written to a log.
     */
    private static boolean isId(String text) {
        if (text.isEmpty() || text.length() > LONGEST) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!((c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-')) {
                return false;
            }
        }
        return true;
    }
}
