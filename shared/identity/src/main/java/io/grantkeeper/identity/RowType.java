package io.grantkeeper.identity;

/** The types of rows that store observations. */
public enum RowType {
    IDENTITY,
    GRANT,
    CREDENTIAL,
    PERSON,
    EVENT,
    USAGE;

    /** Returns the letter used in keys, unique for each type. */
    public char letter() {
        return name().charAt(0);
    }
}
