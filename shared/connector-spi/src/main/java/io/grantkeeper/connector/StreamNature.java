package io.grantkeeper.connector;

/** What reading a stream to its end proves. */
public enum StreamNature {
    /** Everything that is there now: what is missing is gone. */
    LISTING,
    /** What has happened: rows only add to what is known, and are read with an overlap because some arrive late. */
    LOG
}
