package org.chaiwei.platform.sealing;

/**
 * An encrypted text and its own key, itself encrypted by a master key. Stored as three columns.
 *
 * @param masterKey id of the master key that wraps the data key
 * @param dataKey the wrapped data key: 12 bytes nonce, 32 bytes encrypted key, 16 bytes tag (AES-256-GCM)
 * @param content 12 bytes nonce, the encrypted UTF-8 text, 16 bytes tag (AES-256-GCM under the data key)
 */
@SuppressWarnings("ArrayRecordComponent") // bytes as stored; two of them are never compared
public record Sealed(String masterKey, byte[] dataKey, byte[] content) {}
