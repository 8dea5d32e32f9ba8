package io.grantkeeper.functions.observe;

import java.util.HexFormat;
import java.util.UUID;

/**
 * What a piece of work goes back to: one webhook, one schedule, one change. Every hop keeps the id, so that one search of
 * the logs shows all that followed. It is the root of the X-Ray trace where Lambda names one, and so finds the trace, too.
 *
 * @param id for example {@code 1-67891233-abcdef012345678912345678}; {@value #NONE} outside of an invocation
 * @param request Lambda's id of the running invocation; empty outside of one
 */
public record Correlation(String id, String request) {
    private static final String NONE = "none";
    private static final int LONGEST = 128;
    private static final ScopedValue<Correlation> RUNNING = ScopedValue.newInstance();
    private static final Correlation NOTHING = new Correlation(NONE, "");

    /** That of the work that this thread does. */
    public static Correlation current() {
        return RUNNING.isBound() ? RUNNING.get() : NOTHING;
    }

    /** Whether there is an id to hand on. */
    public boolean isKnown() {
        return !id.equals(NONE);
    }

    /**
     * Of an X-Ray trace header, for example {@code Root=1-67891233-abcdef012345678912345678;Parent=…;Sampled=1}; where it
     * has no root, a new one of the same form.
     */
    public static Correlation ofTrace(String header, String request) {
        for (String part : header.split(";", -1)) {
            String field = part.strip();
            if (field.startsWith("Root=") && isId(field.substring(5))) {
                return new Correlation(field.substring(5), request);
            }
        }
        UUID random = UUID.randomUUID();
        String hex = HexFormat.of().toHexDigits(random.getMostSignificantBits())
                + HexFormat.of().toHexDigits(random.getLeastSignificantBits());
        return new Correlation("1-" + hex.substring(0, 8) + "-" + hex.substring(8), request);
    }

    /** Runs a part of the invocation that goes back to something else, for example one message of a batch. */
    public Correlation of(String earlier) {
        return isId(earlier) ? new Correlation(earlier, request) : this;
    }

    public void run(Runnable work) {
        ScopedValue.where(RUNNING, this).run(work);
    }

    /** Runs work that answers or throws. */
    public <T, X extends Throwable> T call(ScopedValue.CallableOp<T, X> work) throws X {
        return ScopedValue.where(RUNNING, this).call(work);
    }

    /** Ids come from outside: whatever is no id of ours or AWS' is not written to a log. */
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
