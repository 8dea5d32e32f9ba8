package io.grantkeeper.architecture;

/**
 * A character sequence that counts the reads of its characters, and refuses reads beyond a limit. The count measures
 * the work of a regular expression independently of the machine.
 */
final class CountedText implements CharSequence {
    private final String text;
    private final long limit;
    private long reads;

    CountedText(String text, long limit) {
        this.text = text;
        this.limit = limit;
    }

    /** Thrown if the limit is exceeded. */
    static final class TooManyReadsException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TooManyReadsException(long limit) {
            super("more than %d reads".formatted(limit), null, false, false);
        }
    }

    long reads() {
        return reads;
    }

    @Override
    public char charAt(int index) {
        if (++reads > limit) {
            throw new TooManyReadsException(limit);
        }
        return text.charAt(index);
    }

    @Override
    public int length() {
        return text.length();
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        return text.substring(start, end);
    }

    @Override
    public String toString() {
        return text;
    }
}
